import assert from "node:assert";
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { bundle } from "./bundle.js";
import { Refusal } from "./refusal.js";
import { relativeDir, triggerFolders } from "./trigger-folders.js";

/** What a `trigger.config.ts` says of where tasks are and how they are bundled. */
export interface TriggerProject {
  /** The folder of the configuration file: the CLI resolves everything from there. Absolute. */
  readonly root: string;
  /** Absolute; absent in a project that has none, which only the test kit takes. */
  readonly configFile: string | undefined;
  /** Folders or globs of folders, relative to the root, with `/`. */
  readonly dirs: readonly string[];
  /** Instead of the CLI's own patterns for test files. */
  readonly ignorePatterns: readonly string[] | undefined;
  /** Conditions for `exports` of packages, besides the CLI's own. */
  readonly conditions: readonly string[];
  /** Packages that must not be bundled, even where they are TypeScript. */
  readonly external: readonly string[];
  readonly tsconfig: string | undefined;
}

export interface ProjectQuery {
  readonly cwd: string;
  /** The path of the configuration file, from `cwd`; by default `trigger.config.*` there. */
  readonly config?: string | undefined;
  /** Instead of the folders that the configuration names; then no configuration is needed. From the root. */
  readonly dirs?: readonly string[] | undefined;
}

const EXTENSIONS = ["ts", "mts", "cts", "js", "mjs", "cjs"];

const texts = z.array(z.string());
const Config = z.object({
  dirs: texts.optional(),
  triggerDirectories: texts.optional(),
  ignorePatterns: texts.optional(),
  tsconfig: z.string().optional(),
  maxDuration: z.number("is required, in seconds, as `trigger dev` requires it"),
  build: z.object({ external: texts.optional(), conditions: texts.optional() }).optional(),
});

/** Reads a project's Trigger.dev configuration. `folder` is where its bundle may be put to be evaluated. */
export async function readTriggerProject(query: ProjectQuery, folder: string): Promise<TriggerProject> {
  if (query.dirs !== undefined && query.config === undefined && ownConfig(query.cwd) === undefined)
    return withoutConfig(query.cwd, query.dirs);
  const configFile = findConfig(query);
  const root = dirname(configFile);
  const parsed = Config.safeParse(await evaluate(configFile, folder));
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `  ${path.join(".") || "default export"}: ${message}`,
    );
    throw new Refusal("project", `${basename(configFile)} is not what Trigger.dev expects:\n${issues.join("\n")}`);
  }
  const { dirs, triggerDirectories, ignorePatterns, tsconfig, build } = parsed.data;
  const named = query.dirs ?? dirs ?? triggerDirectories ?? (await triggerFolders(root));
  return {
    root,
    configFile,
    dirs: named.map((dir) => relativeDir(dir, root)),
    ignorePatterns,
    conditions: build?.conditions ?? [],
    external: build?.external ?? [],
    tsconfig: tsconfig === undefined ? undefined : resolve(root, tsconfig),
  };
}

/** The path of a project's Trigger.dev configuration. Throws a refusal where it has none. */
export function findConfig({ cwd, config }: ProjectQuery): string {
  const path = config === undefined ? ownConfig(cwd) : resolve(cwd, config);
  if (path !== undefined && existsSync(path)) return path;
  if (config !== undefined) throw new Refusal("usage", `There is no configuration file ${config}.`);
  throw new Refusal(
    "usage",
    [
      `There is no trigger.config.ts in ${cwd}.`,
      "Go to the folder of the Trigger.dev project, or name it: --cwd <folder>, or --config <file>. A new project needs one:",
      "",
      '  import { defineConfig } from "@trigger.dev/sdk";',
      '  export default defineConfig({ project: "proj_…", dirs: ["./src/trigger", "./generated"], maxDuration: 300 });',
    ].join("\n"),
  );
}

const ownConfig = (cwd: string): string | undefined =>
  EXTENSIONS.map((extension) => join(cwd, `trigger.config.${extension}`)).find((path) => existsSync(path));

function withoutConfig(cwd: string, dirs: readonly string[]): TriggerProject {
  return { root: cwd, configFile: undefined, dirs: dirs.map((dir) => relativeDir(dir, cwd)), ...DEFAULTS };
}

const DEFAULTS = { ignorePatterns: undefined, conditions: [], external: [], tsconfig: undefined };

/** Evaluates the configuration in this thread, without loading the SDK, which takes a second and says nothing here. */
async function evaluate(configFile: string, folder: string): Promise<unknown> {
  const [made] = await bundle({
    root: dirname(configFile),
    entries: [configFile],
    folder: join(folder, "config"),
    withoutSdk: true,
  });
  assert(made, "an entry gives a module");
  try {
    const module = (await import(pathToFileURL(made.out).href)) as { default?: unknown; config?: unknown }; // any module
    return module.default ?? module.config;
  } catch (error) {
    const name = basename(configFile);
    throw new Refusal(
      "project",
      `${name} throws when it is loaded:\n${error instanceof Error ? error.stack : String(error)}`,
    );
  }
}
