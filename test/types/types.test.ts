import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a compiler of one of the supported versions and returns what it printed: nothing, if all is well. */
function tsc(version: "typescript59" | "typescript" | "typescript7", args: readonly string[]): Promise<string> {
  const bin = join(root, "node_modules", version, "bin", "tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { cwd: root }, (error, stdout, stderr) => {
      resolve(stdout + stderr || (error?.message ?? ""));
    });
  });
}

describe.concurrent("the types of definitions", { timeout: 300_000 }, () => {
  it.each(["typescript59", "typescript", "typescript7"] as const)("hold under %s", async (version) => {
    expect(await tsc(version, ["--project", "test/types"])).toBe("");
  });

  it("hold as published, in declaration files", async () => {
    const folder = await mkdtemp(join(tmpdir(), "flowgen-types-"));
    try {
      const emit = ["--declaration", "--emitDeclarationOnly", "--noEmit", "false", "--rootDir", "src"];
      const project = ["--project", "test/types/tsconfig.declarations.json"];
      expect(await tsc("typescript7", [...project, ...emit, "--outDir", join(folder, "src")])).toBe("");
      for (const name of ["test/types", "tsconfig.json", "package.json"]) {
        await cp(join(root, name), join(folder, name), { recursive: true });
      }
      await symlink(join(root, "node_modules"), join(folder, "node_modules"));
      expect(await tsc("typescript59", ["--project", join(folder, "test/types")])).toBe("");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
