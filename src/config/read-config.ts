import { existsSync } from "node:fs";
import { dirname, posix, resolve } from "node:path";
import { build } from "esbuild";
import { z } from "zod";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import { readCompilerOptions } from "../load/modules.js";
import { toPosix } from "../load/paths.js";
import type { Project, ResolvedConfig } from "../project.js";

/** The name of the configuration file that is looked for in the root. */
export const CONFIG_FILES = ["flowgen.config.ts", "flowgen.config.mts", "flowgen.config.js", "flowgen.config.mjs"];

const name = z.string().min(1);
const Config = z.strictObject({
  definitions: z.union([name, z.array(name).min(1)]).default("definitions"),
  output: name.default("generated"),
  tsconfig: name.optional(),
  schedule: z.enum(["eager", "waves"]).default("eager"),
  timeLimit: z.number().positive().default(10),
});

/** Reads the configuration of a project; without a file, every field has its default. */
export async function readProject(
  root: string,
  configPath: string | undefined,
  report: Report,
): Promise<Project | undefined> {
  const path = configPath ?? CONFIG_FILES.find((one) => existsSync(resolve(root, one)));
  const span = path === undefined ? undefined : { file: toPosix(path), start: 0, end: 0 };
  const fail = (problem: string): undefined => void report(diagnostic("config-invalid", { span }, { problem }));
  if (configPath !== undefined && !existsSync(resolve(root, configPath))) return fail(`${configPath} does not exist.`);
  let given: unknown;
  try {
    given = path === undefined ? {} : await evaluateConfig(resolve(root, path));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  const parsed = Config.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) =>
      [issue.path.join("."), issue.message].filter((one) => one !== "").join(": "),
    );
    return fail(`${issues.join("; ")}.`);
  }
  const { definitions, output, tsconfig, schedule, timeLimit } = parsed.data;
  const folder = posix.normalize(toPosix(output)).replace(/\/$/, "");
  if (folder === "." || folder.startsWith("..") || posix.isAbsolute(folder)) {
    return fail("`output` must be a folder of its own, inside the project.");
  }
  const config: ResolvedConfig = {
    definitions: Array.isArray(definitions) ? definitions : [definitions],
    output: folder,
    schedule,
    timeLimit,
  };
  const compilerOptions = readCompilerOptions(root, tsconfig);
  const used = compilerOptions.options["configFilePath"];
  const files = [
    ...CONFIG_FILES.map((one) => resolve(root, one)),
    ...(path === undefined ? [] : [resolve(root, path)]),
  ];
  const tsconfigPath = typeof used === "string" ? used : undefined;
  if (tsconfigPath !== undefined) files.push(tsconfigPath, ...extendedConfigs(compilerOptions.raw, tsconfigPath));
  return { root, config, compilerOptions, tsconfig: tsconfigPath, files };
}

/** The tsconfigs that a tsconfig extends by path; one from a package comes with the lockfile. */
function extendedConfigs(raw: unknown, from: string): string[] {
  const named: unknown = typeof raw === "object" && raw !== null && "extends" in raw ? raw.extends : undefined;
  const list: unknown[] = Array.isArray(named) ? named : [named];
  return list
    .filter((one) => typeof one === "string" && one.startsWith("."))
    .map((one) => resolve(dirname(from), String(one)));
}

/** Evaluates the configuration module, which may be TypeScript. `defineConfig` gives back what it is given. */
async function evaluateConfig(path: string): Promise<unknown> {
  const result = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "silent",
    packages: "external",
    plugins: [
      {
        name: "flowgen",
        setup(esbuild) {
          esbuild.onResolve({ filter: /^flowgen$/ }, () => ({ path: "flowgen", namespace: "flowgen" }));
          esbuild.onLoad({ filter: /./, namespace: "flowgen" }, () => ({
            contents: "export const defineConfig = (config) => config;",
          }));
        },
      },
    ],
  });
  const text = result.outputFiles[0]?.text ?? "";
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return typeof module === "object" && module !== null && "default" in module ? module.default : undefined;
}
