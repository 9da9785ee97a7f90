import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { build, type BuildResult } from "../build.js";
import { EXIT_FOUND, EXIT_OK } from "./exit-status.js";
import { addCommonOptions, type CommonOptions } from "./options.js";
import { printDiagnostics, printJson } from "./print.js";
import { showProgress } from "./progress.js";
import { buildOnChange } from "./watch.js";

interface BuildCommandOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly watch?: boolean;
}

export function buildCommand(): Command {
  return addCommonOptions(new Command("build"))
    .description("check the definitions, plan the schedules and write the generated code")
    .option("--dry-run", "say what would be written and removed, and write nothing")
    .addOption(
      new Option("--watch", "build again whenever something changes, until Ctrl-C").conflicts(["dryRun", "json"]),
    )
    .addHelpText(
      "after",
      `
Says nothing when all is well. If anything is wrong, it says what and where, and writes nothing.

  $ flowgen build
  $ flowgen build --dry-run
  $ flowgen build --watch          beside \`trigger dev\`
  $ flowgen build --cwd packages/media --no-typecheck`,
    )
    .action(async (options: BuildCommandOptions) => {
      const { watch, ...rest } = options;
      if (watch === true) return buildOnChange(realpathSync(resolve(rest.cwd ?? ".")), () => buildOnce(rest));
      const result = await buildOnce(rest);
      process.exitCode = result.ok ? EXIT_OK : EXIT_FOUND;
    });
}

async function buildOnce({ json, dryRun, ...rest }: Omit<BuildCommandOptions, "watch">): Promise<BuildResult> {
  const progress = showProgress(json === true);
  const result = await build({ ...rest, dryRun: dryRun === true, onProgress: progress.show }).finally(progress.clear);
  if (json === true) printJson(result);
  else {
    await printDiagnostics(result, ": nothing was written");
    if (dryRun === true) printChanges(result);
  }
  return result;
}

function printChanges({ changes, output }: BuildResult): void {
  const lines = [
    ...changes.write.map(({ path, before }) => `${before === undefined ? "create" : "change"} ${output}/${path}`),
    ...changes.remove.map(({ path }) => `remove ${output}/${path}`),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}
