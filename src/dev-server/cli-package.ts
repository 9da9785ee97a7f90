import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CliFailure } from "./cli-failure.js";

/** The project's own `trigger.dev` package. */
export interface CliPackage {
  /** Absolute path of the module that is the `trigger` command. */
  readonly command: string;
  readonly version: string;
}

/** Finds the command line that `npx trigger dev` would start in this folder. */
export function findCliPackage(projectDir: string): CliPackage {
  const manifestPath = resolveFrom(projectDir, "trigger.dev/package.json");
  if (manifestPath === undefined) {
    throw new CliFailure(
      `--cli runs the project's own \`trigger dev\`, and the package trigger.dev is not installed in ${projectDir}.\n` +
        `Install it beside the SDK: npm install --save-dev trigger.dev@${sdkVersion(projectDir)}. Or leave out --cli.`,
    );
  }
  const manifest = readManifest(manifestPath);
  const command = manifest.bin?.["trigger"] ?? manifest.bin?.["trigger.dev"];
  if (command === undefined || !manifest.version.startsWith("4.")) {
    throw new CliFailure(
      `--cli speaks the protocol of trigger.dev 4, and this project has ${manifest.version}.\n` +
        `Install the version of its SDK: npm install --save-dev trigger.dev@${sdkVersion(projectDir)}. Or leave out --cli.`,
    );
  }
  return { command: join(dirname(manifestPath), command), version: manifest.version };
}

interface Manifest {
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>> | undefined;
}

// A package's manifest is written by its publisher, whose registry requires these fields.
const readManifest = (path: string): Manifest => JSON.parse(readFileSync(path, "utf8")) as Manifest;

function sdkVersion(projectDir: string): string {
  const path = resolveFrom(projectDir, "@trigger.dev/sdk/package.json");
  return path === undefined ? "latest" : readManifest(path).version;
}

function resolveFrom(projectDir: string, id: string): string | undefined {
  try {
    return createRequire(join(projectDir, "package.json")).resolve(id);
  } catch {
    return undefined;
  }
}
