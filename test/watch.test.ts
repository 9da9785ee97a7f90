import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { mailFlow, makeProject, writeProjectFile } from "./support/project.js";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

test("a build that watches follows every change, through mistakes, until Ctrl-C", async () => {
  const root = makeProject(mailFlow);
  const path = join(root, "definitions/mail.ts");
  const edit = (from: string, to: string): void =>
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(from, () => to),
    );
  const track = (): string => readFileSync(join(root, "generated/tracks/mail-track.ts"), "utf8");

  const watcher = startWatching(root);
  await watcher.says(/✔ 4 files written in .* s\nWaiting for changes\. Ctrl-C ends\.\n/);
  edit("text: mail.text, to", "text: mail.text.trim(), to");
  await watcher.says(/✔ 1 file written/);
  expect(track()).toContain("writeMail.text.trim()");

  edit('taskName: "send-mail"', 'taskName: "send-male"');
  await watcher.says(/error unknown-task[^]*1 error: nothing was written\.\n/);
  expect(track()).toContain("writeMail.text.trim()");
  edit('taskName: "send-male"', 'taskName: "send-mail"');
  await watcher.says(/✔ all is well again/);

  writeProjectFile(root, ".prettierrc.json", '{ "semi": false }\n');
  await watcher.says(/✔ 3 files written/);

  const another =
    'import { defineTrack } from "../mail.js";\nexport const b = defineTrack({ name: "B", tasks: [{ taskName: "write-mail" }] });\n';
  writeProjectFile(root, "definitions/new/b.ts", another);
  await watcher.says(/✔ 2 files written/);
  rmSync(join(root, "definitions/new"), { recursive: true });
  await watcher.says(/✔ 1 file written, 1 file removed/);
  expect(await watcher.interrupt()).toBe("SIGINT");
});

/** `flowgen build --watch`; `says` waits for what it prints after what was heard before. */
function startWatching(root: string) {
  const args = [cli, "build", "--watch", "--no-typecheck"];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: "1" } });
  running.add(child);
  let heard = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (heard += text));
  return {
    async says(pattern: RegExp): Promise<void> {
      await expect.poll(() => heard).toMatch(pattern);
      const { index, 0: text } = pattern.exec(heard) ?? { index: 0, 0: "" };
      heard = heard.slice(index + text.length);
    },
    async interrupt(): Promise<unknown> {
      child.kill("SIGINT");
      const [, signal] = (await once(child, "exit")) as [number | null, string | null];
      return signal;
    },
  };
}
