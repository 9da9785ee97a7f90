import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build, check } from "../src/build.js";
import { mailFlow, makeProject, readTree, writeProjectFile } from "./support/project.js";

const quick = { typecheck: false } as const;
const files = ["FLOWS.md", "contracts.ts", "orchestrators/mail-orchestrator.ts", "tracks/mail-track.ts"];

function edit(root: string, from: string, to: string): void {
  const path = join(root, "definitions/mail.ts");
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

describe("what is written", () => {
  test("is the same bytes again, and nothing the second time", async () => {
    const root = makeProject(mailFlow);
    const first = await build({ cwd: root, ...quick });
    expect(first.changes.write.map(({ path }) => path)).toEqual(files);
    const tree = readTree(join(root, "generated"));
    const times = files.map((path) => statSync(join(root, "generated", path)).mtimeMs);

    const cached = await build({ cwd: root, ...quick });
    const anew = await build({ cwd: root, ...quick, cache: false });
    expect([cached.changes, anew.changes]).toEqual([
      { write: [], remove: [] },
      { write: [], remove: [] },
    ]);
    expect(readTree(join(root, "generated"))).toEqual(tree);
    expect(files.map((path) => statSync(join(root, "generated", path)).mtimeMs)).toEqual(times);
  });

  test("is only what a change touches", async () => {
    const root = makeProject(mailFlow);
    await build({ cwd: root, ...quick });
    edit(root, "text: mail.text, to", "text: mail.text.trim(), to");
    const { changes } = await build({ cwd: root, ...quick });
    expect(changes.write.map(({ path }) => path)).toEqual(["tracks/mail-track.ts"]);
    const [{ before = "", text } = { text: "" }] = changes.write;
    const changed = text.split("\n").filter((line) => !before.split("\n").includes(line));
    expect(changed).toEqual(["        { text: writeMail.text.trim(), to: input.to },"]);
  });

  test("is written where there are only warnings, which are said each time", async () => {
    const task =
      'import { task } from "@trigger.dev/sdk";\nexport const one = task({ id: "one", run: async () => 1 });\n';
    const root = makeProject({
      ...mailFlow,
      "trigger.config.ts": 'export default { dirs: ["tasks"] };\n',
      "tasks/a.ts": task,
      "tasks/b.ts": task,
    });
    for (const [cache, written] of [
      [true, files],
      [true, []],
      [false, []],
    ] as const) {
      const { ok, diagnostics, changes } = await build({ cwd: root, ...quick, cache });
      expect([ok, diagnostics.map(({ code, span }) => [code, span?.file])]).toEqual([
        true,
        [["duplicate-task", "tasks/b.ts"]],
      ]);
      expect([changes.write.map(({ path }) => path), changes.remove]).toEqual([written, []]);
    }
  });

  test("is put right where somebody edited it, and noticed by the cache", async () => {
    const root = makeProject(mailFlow);
    await build({ cwd: root, ...quick });
    const path = join(root, "generated/tracks/mail-track.ts");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("mail-track", "male-track"));
    const stale = await check({ cwd: root, ...quick });
    expect(stale.ok).toBe(false);
    expect(stale.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["stale-output", "generated/tracks/mail-track.ts is out of date."],
    ]);
    await build({ cwd: root, ...quick });
    expect(readFileSync(path, "utf8")).toBe(text);
    expect((await check({ cwd: root, ...quick })).ok).toBe(true);
  });

  test("goes when its definition goes; what is not ours stays", async () => {
    const root = makeProject(mailFlow);
    await build({ cwd: root, ...quick });
    writeProjectFile(root, "generated/notes.ts", "// mine\n");
    writeProjectFile(root, "generated/tracks/data.json", "{}\n");
    edit(root, "export const mailOrchestrator", "export const renamed");
    edit(root, 'name: "MailOrchestrator"', 'name: "PostOrchestrator"');
    const { changes } = await build({ cwd: root, ...quick });
    expect(changes.remove.map(({ path }) => path)).toEqual(["orchestrators/mail-orchestrator.ts"]);
    expect(Object.keys(readTree(join(root, "generated")))).toEqual([
      "FLOWS.md",
      "contracts.ts",
      "notes.ts",
      "orchestrators/post-orchestrator.ts",
      "tracks/data.json",
      "tracks/mail-track.ts",
    ]);
  });

  test("never replaces a file that is not ours", async () => {
    const root = makeProject({ ...mailFlow, "generated/contracts.ts": "export const mine = 1;\n" });
    const result = await build({ cwd: root, ...quick });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(["foreign-file"]);
    expect(readTree(join(root, "generated"))).toEqual({ "contracts.ts": "export const mine = 1;\n" });
  });

  test("never leaves the output folder by a link", async () => {
    const root = makeProject(mailFlow);
    mkdirSync(join(root, "elsewhere"));
    mkdirSync(join(root, "generated"));
    symlinkSync(join(root, "elsewhere"), join(root, "generated/tracks"));
    await expect(build({ cwd: root, ...quick })).rejects.toThrow("leads out of the output folder");
    expect(readTree(join(root, "elsewhere"))).toEqual({});
    expect(readTree(join(root, "generated"))).toEqual({});
  });

  test("leaves nothing temporary behind, not even of a build that was killed", async () => {
    const root = makeProject(mailFlow);
    const old = "generated/tracks/mail-track.ts.0123abcd.tmp";
    const young = "generated/tracks/mail-track.ts.4567abcd.tmp";
    writeProjectFile(root, old, "half");
    writeProjectFile(root, young, "half");
    const anHourAgo = Date.now() / 1000 - 3600;
    utimesSync(join(root, old), anHourAgo, anHourAgo);
    await build({ cwd: root, ...quick });
    expect(existsSync(join(root, old))).toBe(false);
    // It may belong to a build that is still at work.
    expect(existsSync(join(root, young))).toBe(true);
  });
});

test("a project behind a link is the same project", async () => {
  const root = makeProject(mailFlow);
  const track =
    'import { defineTrack } from "./mail.js";\nexport const b = defineTrack({ name: "B", tasks: [{ taskName: "write-mail" }] });\n';
  writeProjectFile(root, "definitions/b.ts", track);
  const link = `${root}-link`;
  symlinkSync(root, link);
  const { changes } = await build({ cwd: link, ...quick });
  expect(changes.write.map(({ path }) => path)).toContain("tracks/b.ts");
});

test("a long series is no strain on TypeScript, here or in the output", async () => {
  const numbers = Array.from({ length: 200 }, (_, index) => index);
  const root = makeProject({
    "definitions/long.ts":
      'import { createFlow, defineTasks } from "flowgen";\nimport { z } from "zod";\n' +
      "const text = z.object({ text: z.string() });\n" +
      `const tasks = defineTasks({ ${numbers.map((n) => `t${n}: { input: text, output: text }`).join(", ")} });\n` +
      "const { defineTrack, defineOrchestrator } = createFlow(tasks);\n" +
      `export const track = defineTrack({ name: "Track", tasks: [${numbers.map((n) => `{ taskName: "t${n}" }`).join(", ")}] });\n` +
      'export const graph = defineOrchestrator({\n  name: "Graph",\n' +
      `  tracks: [${numbers.map((n) => `{ taskName: "t${n}" }`).join(", ")}],\n` +
      `  trackDependencies: { ${numbers
        .slice(1)
        .map((n) => `t${n}: ["t${n - 1}"]`)
        .join(", ")} },\n` +
      `  trackInputMappings: { ${numbers
        .slice(1)
        .map((n) => `t${n}: (outputs) => outputs.t${n - 1}`)
        .join(", ")} },\n` +
      "  output: (outputs) => outputs.t199.text,\n});\n",
  });
  const { ok, diagnostics } = await build({ cwd: root });
  expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
  const text = readFileSync(join(root, "generated/orchestrators/graph.ts"), "utf8");
  // The types of the first fifty are left to TypeScript, as by hand.
  expect(text).toContain("const t49 = await tasks");
  expect(text).toContain("const t50: TaskOutput<T50> = await tasks");
});

describe("the cache", () => {
  test("notices a new definition module, a changed import and other settings of prettier", async () => {
    const root = makeProject({ ...mailFlow, "shared/limits.ts": "export const LIMIT = 3;\n" });
    edit(root, "text: mail.text, to", "text: mail.text.slice(0, LIMIT), to");
    edit(root, 'import { z } from "zod";', 'import { z } from "zod";\nimport { LIMIT } from "../shared/limits.js";');
    await build({ cwd: root, ...quick });
    const upToDate = async () => (await check({ cwd: root, ...quick })).ok;
    expect(await upToDate()).toBe(true);

    writeProjectFile(root, ".prettierrc.json", '{ "semi": false }');
    expect(await upToDate()).toBe(false);
    writeProjectFile(root, ".prettierrc.json", "{}\n");
    expect(await upToDate()).toBe(true);

    const track =
      'import { defineTrack } from "./mail.js";\nexport const b = defineTrack({ name: "B", tasks: [{ taskName: "write-mail" }] });\n';
    writeProjectFile(root, "definitions/b.ts", track);
    expect(await upToDate()).toBe(false);
  });

  test("notices a new task in the folders of trigger.config.ts", async () => {
    const task = (id: string): string =>
      `import { task } from "@trigger.dev/sdk";\nexport const one = task({ id: "${id}", run: async () => 1 });\n`;
    const root = makeProject({
      "trigger.config.ts": 'export default { project: "p", dirs: ["./src/trigger"], maxDuration: 60 };\n',
      "src/trigger/first.ts": task("first"),
      "definitions/flow.ts":
        'import { createFlow } from "flowgen";\nimport type { Tasks } from "../generated/tasks.js";\n' +
        "const { defineTrack } = createFlow<Tasks>();\n" +
        'export const track = defineTrack({ name: "Track", tasks: [{ taskName: "first" }] });\n',
    });
    await build({ cwd: root, ...quick });
    expect((await check({ cwd: root, ...quick })).ok).toBe(true);
    writeProjectFile(root, "src/trigger/nested/second.ts", task("second"));
    const { changes } = await build({ cwd: root, ...quick });
    expect(changes.write.map(({ path }) => path)).toEqual(["contracts.ts", "tasks.ts"]);
  });

  test("does not take a build without type check for one with", async () => {
    const root = makeProject(mailFlow);
    edit(root, "({ text: mail.text, to: input.to })", "({ text: mail.text.length, to: input.to }) as never");
    expect((await build({ cwd: root, ...quick })).ok).toBe(true);
    expect((await build({ cwd: root, ...quick })).ok).toBe(true);
    edit(root, " as never", "");
    expect((await build({ cwd: root })).diagnostics.map(({ code }) => code)).toEqual(["type-error"]);
  });

  test("knows types as well as a build without it, whatever changes between builds", async () => {
    const root = makeProject({
      "definitions/registry.ts": registry("z.string()"),
      "definitions/track.ts": track("text: mail.text"),
      "definitions/orchestrator.ts":
        'import { defineOrchestrator } from "./registry.js";\nimport { limit } from "../shared/limits.js";\n' +
        'import { mailTrack } from "./track.js";\n' +
        "export const all = defineOrchestrator({\n" +
        '  name: "All",\n  tracks: [mailTrack],\n' +
        "  output: (outputs): number => Math.min(limit, outputs.MailTrack.messageId.length),\n});\n",
      "shared/limits.ts": "export const limit = 3;\n",
      "types/globals.d.ts": "declare type MailBody = string;\n",
    });
    const changes: [path: string, text: string][] = [
      ["shared/limits.ts", 'export const limit = "3";\n'],
      ["shared/limits.ts", "export const limit: number = 4;\n"],
      ["definitions/registry.ts", registry("z.number()")],
      ["definitions/track.ts", track("text: String(mail.text) satisfies MailBody")],
      ["types/globals.d.ts", "declare type MailBody = number;\n"],
    ];
    const heard: string[][] = [];
    for (const [path, text] of [["shared/limits.ts", "export const limit = 3;\n"] as const, ...changes]) {
      writeProjectFile(root, path, text);
      const anew = await build({ cwd: root, cache: false, dryRun: true });
      const again = await build({ cwd: root });
      expect(again.diagnostics).toEqual(anew.diagnostics);
      heard.push(again.diagnostics.map(({ span, code }) => `${span?.file} ${code}`));
    }
    const inTrack = ["definitions/track.ts type-error"];
    expect(heard).toEqual([[], ["definitions/orchestrator.ts type-error"], [], inTrack, [], inTrack]);
  });
});

const registry = (text: string): string => `import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";
export const { defineTrack, defineOrchestrator } = createFlow(defineTasks({
  "write-mail": { input: z.object({ about: z.string() }), output: z.object({ text: ${text} }) },
  "send-mail": { input: z.object({ text: z.string() }), output: z.object({ messageId: z.string() }) },
}));
`;

const track = (payload: string): string => `import { defineTrack } from "./registry.js";
export const mailTrack = defineTrack({
  name: "MailTrack",
  tasks: [{ taskName: "write-mail" }, { taskName: "send-mail", inputMapper: (mail) => ({ ${payload} }) }],
});
`;
