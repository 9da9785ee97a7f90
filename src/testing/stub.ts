import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TaskFile } from "../engine/index.js";

let stubs = 0;

/** Writes a module with a task that has no file yet: only its mock can run. */
export function writeStub(id: string, folder: string): TaskFile {
  const entryPoint = join(folder, `stub-${stubs++}.mjs`);
  const message = `The task ${JSON.stringify(id)} has no file yet: mock it.`;
  writeFileSync(
    entryPoint,
    `import { task } from "@trigger.dev/sdk";
export const stub = task({ id: ${JSON.stringify(id)}, run: async () => { throw new Error(${JSON.stringify(message)}); } });
`,
  );
  return { filePath: `(mock of ${id})`, entryPoint };
}
