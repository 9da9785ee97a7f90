import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // What is tested is text. Colours are on wherever CI is set, and off in a pipe.
    env: { NO_COLOR: "1" },
    include: ["test/**/*.test.ts"],
    // The compiler's program for a case takes seconds on a slow machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
