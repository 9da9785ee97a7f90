import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { EngineError } from "./errors.js";

/** What is used of the project's own SDK. `flowgen` brings only their types. */
export interface Sdk {
  readonly version: string;
  readonly v3: typeof import("@trigger.dev/core/v3");
  readonly workers: typeof import("@trigger.dev/core/v3/workers");
  readonly tracer: typeof import("@trigger.dev/core/v3/tracer");
  readonly errors: typeof import("@trigger.dev/core/v3/errors");
  readonly schemas: typeof import("@trigger.dev/core/v3/schemas");
}

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, { readonly import?: { readonly default?: string } } | undefined>>;
}

/** Before this, results of batches said `taskIdentifier: "unknown"`. */
const OLDEST = [4, 4, 2] as const;

/** Where a project's SDK is, and the `@trigger.dev/core` that this very SDK uses (which pnpm keeps beside it alone). */
export function findSdk(projectDir: string): { readonly version: string; readonly coreDir: string } {
  const sdkDir = packageDir("@trigger.dev/sdk", projectDir);
  if (sdkDir === undefined) {
    throw new EngineError(
      "sdk-not-found",
      `@trigger.dev/sdk is not installed in ${projectDir}: run "npm install @trigger.dev/sdk".`,
    );
  }
  const { version } = manifestOf(sdkDir);
  const numbers = version.split(/[.-]/).map(Number);
  const difference = OLDEST.map((oldest, i) => (numbers[i] ?? 0) - oldest).find((step) => step !== 0) ?? 0;
  if (difference < 0) {
    throw new EngineError(
      "sdk-too-old",
      `@trigger.dev/sdk is ${version} here; flowgen runs tasks with ${OLDEST.join(".")} or later.`,
    );
  }
  const coreDir = packageDir("@trigger.dev/core", sdkDir);
  if (coreDir === undefined) {
    throw new EngineError(
      "sdk-not-found",
      `@trigger.dev/sdk ${version} is installed without @trigger.dev/core: install again.`,
    );
  }
  return { version, coreDir };
}

/** The parts that the platform and its API need; the rest takes longer to load. */
export async function loadCore(projectDir: string): Promise<Pick<Sdk, "version" | "v3" | "schemas">> {
  const { version, load } = coreLoader(projectDir);
  const [v3, schemas] = await Promise.all(["./v3", "./v3/schemas"].map(load));
  return { version, v3, schemas } as Pick<Sdk, "version" | "v3" | "schemas">; // as below
}

export async function loadSdk(projectDir: string): Promise<Sdk> {
  const { version, load } = coreLoader(projectDir);
  const entries = ["./v3", "./v3/workers", "./v3/tracer", "./v3/errors", "./v3/schemas"];
  const [v3, workers, tracer, errors, schemas] = await Promise.all(entries.map(load));
  return { version, v3, workers, tracer, errors, schemas } as Sdk; // `proveSdk` checks what matters of it
}

function coreLoader(projectDir: string) {
  const { version, coreDir } = findSdk(projectDir);
  const { exports } = manifestOf(coreDir);
  const load = async (entry: string): Promise<unknown> => {
    const file = exports[entry]?.import?.default;
    if (file === undefined) {
      const message = `@trigger.dev/core ${version} no longer exports "${entry}", which flowgen's local engine uses. Use another version of @trigger.dev/sdk (4.8.3 is tested), or update flowgen.`;
      throw new EngineError("sdk-moved", message);
    }
    return await import(pathToFileURL(join(coreDir, file)).href);
  };
  return { version, load };
}

/** By its real path, so that links of pnpm and of workspaces lead to the one copy that the tasks import. */
function packageDir(name: string, from: string): string | undefined {
  for (const folder of createRequire(join(from, "package.json")).resolve.paths(name) ?? []) {
    const manifest = join(folder, name, "package.json");
    if (existsSync(manifest)) return dirname(realpathSync(manifest));
  }
  return undefined;
}

const manifestOf = (dir: string): Manifest => JSON.parse(readFileSync(join(dir, "package.json"), "utf8")) as Manifest;
