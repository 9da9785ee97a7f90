import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Engine, startEngine } from "../src/engine/index.js";
import { METADATA_LIMIT } from "../src/ir/limits.js";
import { type Compiled, compileDefinitions } from "./schedule/compiled.js";

type Reader = (metadata: Readonly<Record<string, unknown>>) => Record<string, { readonly state: string }>;

// A thousand nodes with names of sixty characters, run on the local engine.

const NODES = 1000;
const definitions = {
  "definitions/registry.ts": `import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const { defineOrchestrator } = createFlow(
  defineTasks({ work: { input: z.object({ n: z.number() }), output: z.object({ n: z.number() }) } }),
);
`,
  "definitions/flows.ts": `import { defineOrchestrator } from "./registry.js";

export const large = defineOrchestrator({
  name: "Large",
  id: "an-orchestrator-with-an-id-of-sixty-characters-as-nobody-has",
  progress: true,
  tracks: Array.from({ length: ${NODES} }, (_, n) => ({
    taskName: "work" as const,
    name: \`a node with a name that says very much of what it is for \${n}\`,
  })),
});
`,
};

let compiled: Compiled;
let engine: Engine;

beforeAll(async () => {
  compiled = await compileDefinitions(definitions, join(import.meta.dirname, "support/count.ts"));
  engine = await startEngine({ projectDir: process.cwd(), taskFiles: compiled.taskFiles, time: "virtual" });
}, 60_000);
afterAll(async () => {
  await engine?.close();
  compiled.remove();
});

test("the progress of a thousand nodes fits into the metadata of a run", async () => {
  // The reader that was generated for this definition, which is no part of this program.
  const { readLargeProgress } = (await import(compiled.entryPoint)) as Record<string, Reader>;
  let release = (): void => undefined;
  const released = new Promise<void>((settle) => (release = settle));
  await engine.mock("work", async (payload) => {
    await released;
    return payload;
  });
  const run = await engine.trigger("an-orchestrator-with-an-id-of-sixty-characters-as-nobody-has", { n: 1 });
  const looked = async () => {
    const { metadata } = (await engine.runTree(run)).root;
    const states = Object.values(readLargeProgress?.(metadata) ?? {}).map(({ state }) => state);
    return { states, bytes: Buffer.byteLength(JSON.stringify(metadata)) };
  };
  await vi.waitFor(async () => expect((await looked()).states).toEqual(Array(NODES).fill("running")), {
    timeout: 5000,
  });
  const during = await looked();
  release();
  await engine.waitForRun(run);
  const after = await looked();
  expect(after.states).toEqual(Array(NODES).fill("done"));
  expect(Math.max(during.bytes, after.bytes)).toBeLessThan(0.55 * METADATA_LIMIT);
});
