import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CliFailure } from "../../src/dev-server/cli-failure.js";
import { findCliPackage } from "../../src/dev-server/cli-package.js";
import { watchTriggerFolder } from "../../src/dev-server/trigger-folder.js";

let project = "";
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "flowgen-cli-"));
});
afterEach(() => rmSync(project, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(project, path, ".."), { recursive: true });
  writeFileSync(join(project, path), text);
}

const failureOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(CliFailure);
    return String(error);
  }
  return "no failure";
};

describe("the package of the command line", () => {
  it("is asked for, in the version of the SDK", () => {
    write("node_modules/@trigger.dev/sdk/package.json", '{ "version": "4.7.7" }');
    const failure = failureOf(() => findCliPackage(project));
    expect(failure).toContain(`the package trigger.dev is not installed in ${project}`);
    expect(failure).toContain("npm install --save-dev trigger.dev@4.7.7");
  });

  it("must speak the protocol of version 4", () => {
    write("node_modules/trigger.dev/package.json", '{ "version": "3.3.17", "bin": { "trigger": "cli.js" } }');
    expect(failureOf(() => findCliPackage(project))).toContain("this project has 3.3.17");
  });

  it("is found", () => {
    write("node_modules/trigger.dev/package.json", '{ "version": "4.8.3", "bin": { "trigger": "./dist/index.js" } }');
    expect(findCliPackage(project)).toEqual({
      command: join(project, "node_modules/trigger.dev/dist/index.js"),
      version: "4.8.3",
    });
  });
});

describe("the folder .trigger", () => {
  it("is not shared with a session that is running: `trigger dev` would end that", () => {
    write(".trigger/dev.lock", String(process.pid));
    expect(failureOf(() => watchTriggerFolder(project))).toContain(`running in ${project} (process ${process.pid})`);
    expect(existsSync(join(project, ".trigger/dev.lock"))).toBe(true);
  });

  it("goes when there was none before", () => {
    const folder = watchTriggerFolder(project);
    write(".trigger/dev.lock", "1234567");
    write(".trigger/tmp/build-1/index.mjs", "");
    folder.tidy();
    expect(readdirSync(project)).toEqual([]);
  });

  it("stays when it was there, with what is the project's own", () => {
    write(".trigger/dev.lock", "1234567");
    write(".trigger/skills/mine/SKILL.md", "");
    const folder = watchTriggerFolder(project);
    write(".trigger/active-runs.json", "{}");
    folder.tidy();
    expect(readdirSync(join(project, ".trigger"))).toEqual(["skills"]);
  });
});
