import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

const LONGEST = ["test/cases.test.ts", "test/docs.test.ts", "test/schedule/oracle.test.ts"];

/** On a fresh machine nothing is known of durations: what takes longest must not begin last. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.some((path) => moduleId.endsWith(path));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    // What is tested is text. Colours are on wherever CI is set, and off in a pipe.
    env: { NO_COLOR: "1" },
    include: ["test/**/*.test.ts"],
    // Projects that are compiled: what looks like a test in one is there to be passed over.
    exclude: ["test/cases/*/**"],
    // The compiler's program for a case takes seconds on a slow machine.
    testTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
