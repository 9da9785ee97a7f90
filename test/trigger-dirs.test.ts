import { realpathSync } from "node:fs";
import { expect, test } from "vitest";
import { sourceModules } from "../src/load/source-modules.js";
import { readTriggerDirs } from "../src/load/trigger-dirs.js";
import { isInTriggerFolder } from "../src/tasks/trigger-folders.js";
import { makeProject } from "./support/project.js";

const base = 'export const base = { dirs: ["base"], ignorePatterns: ["**/*.skip.ts"] };\nexport const dirs = ["a"];\n';

/** What a configuration says: where tasks are looked for, or what of it cannot be told. */
function read(name: string, config: string): readonly string[] | string {
  const root = realpathSync(makeProject({ [name]: config, "base.ts": base }));
  const { search, unread } = readTriggerDirs(root, sourceModules(root, {}));
  return unread?.what ?? search.patterns.map((pattern) => pattern.replace(/\*\.\{.*\}$/, ""));
}

const FROM_BASE = 'import { base, dirs } from "./base.js";\n';

test.each([
  ["trigger.config.ts", 'export default defineConfig({ dirs: ["./src/a/", "b"] });', ["src/a/**/", "b/**/"]],
  ["trigger.config.ts", 'const c = { dirs: ["a"] };\nexport { c as default };', ["a/**/"]],
  ["trigger.config.ts", 'export const config = { dirs: ["a"] } satisfies object;', ["a/**/"]],
  ["trigger.config.cjs", 'module.exports = { dirs: ["a"] };', ["a/**/"]],
  ["trigger.config.mjs", 'export default { triggerDirectories: ["a"], dirs: ["b"] };', ["a/**/"]],
  ["trigger.config.ts", 'export default { dirs: ["/src/trigger", "src/*/jobs"] };', ["src/trigger/**/", "src/*/jobs/"]],
  ["trigger.config.ts", `${FROM_BASE}export default { ...base, dirs: [...dirs, "b"] };`, ["a/**/", "b/**/"]],
  ["trigger.config.ts", `${FROM_BASE}export default { dirs, ...base };`, ["base/**/"]],
  ["trigger.config.ts", "export default { maxDuration: 60 };", ["**/trigger/**/"]],
  ["trigger.config.ts", `${FROM_BASE}export default { ...base, ...other() };`, "`dirs` of trigger.config.ts"],
  ["trigger.config.ts", 'export default { dirs: [process.env["DIR"]] };', "`dirs` of trigger.config.ts"],
  [
    "trigger.config.ts",
    'export default { dirs: ["a"], ignorePatterns: [x()] };',
    "`ignorePatterns` of trigger.config.ts",
  ],
  ["trigger.config.mts", 'export default async () => ({ dirs: ["a"] });', "what trigger.config.mts exports"],
  ["other.ts", "export default {};", []],
])("%s: %s", (name, config, expected) => {
  expect(read(name, config)).toEqual(expected);
});

test.each([
  ["src/trigger/mail.ts", true],
  ["packages/mail/trigger/deep/dist/mail.ts", true],
  ["src/triggers/mail.ts", false],
  ["dist/trigger/mail.ts", false],
  [".cache/trigger/mail.ts", false],
  ["src/app/api/trigger/route.ts", false],
  ["trigger.ts", false],
])("without dirs, %s: %s", (file, isTaken) => {
  expect(isInTriggerFolder(file)).toBe(isTaken);
});
