import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Makes a project of these files, below the repository so that packages and flowgen itself are found. */
export function makeProject(files: Record<string, string>): string {
  const cache = join(repository, "node_modules", ".cache", "flowgen-tests");
  mkdirSync(cache, { recursive: true });
  const root = mkdtempSync(join(cache, "project-"));
  // Caches of builds go to a project's node_modules.
  mkdirSync(join(root, "node_modules"));
  for (const [path, text] of Object.entries({ "tsconfig.json": tsconfig, ".prettierrc.json": "{}\n", ...files }))
    writeProjectFile(root, path, text);
  return root;
}

export function writeProjectFile(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** All files of a folder with their texts, by path. */
export function readTree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
}

const tsconfig = JSON.stringify({
  compilerOptions: {
    target: "ES2022",
    module: "NodeNext",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  },
});

/** A registry and a track of two steps, which compile. */
export const mailFlow = {
  "definitions/mail.ts": `import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  "write-mail": { input: z.object({ about: z.string() }), output: z.object({ text: z.string() }) },
  "send-mail": { input: z.object({ text: z.string(), to: z.string() }), output: z.object({ messageId: z.string() }) },
});
export const { defineTrack, defineOrchestrator } = createFlow(tasks);

export const mailTrack = defineTrack({
  name: "MailTrack",
  input: z.object({ about: z.string(), to: z.string() }),
  tasks: [
    { taskName: "write-mail" },
    { taskName: "send-mail", inputMapper: (mail, { input }) => ({ text: mail.text, to: input.to }) },
  ],
});

export const mailOrchestrator = defineOrchestrator({ name: "MailOrchestrator", tracks: [mailTrack] });
`,
};
