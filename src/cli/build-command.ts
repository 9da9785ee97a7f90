import { Command } from "commander";
import { build, type BuildResult } from "../build.js";
import { EXIT_FOUND, EXIT_OK } from "./exit-status.js";
import { addCommonOptions, type CommonOptions } from "./options.js";
import { printDiagnostics, printJson } from "./print.js";
import { showProgress } from "./progress.js";

interface BuildCommandOptions extends CommonOptions {
  readonly dryRun?: boolean;
}

export function buildCommand(): Command {
  return addCommonOptions(new Command("build"))
    .description("check the definitions, plan the schedules and write the generated code")
    .option("--dry-run", "say what would be written and removed, and write nothing")
    .addHelpText(
      "after",
      `
Says nothing when all is well. If anything is wrong, it says what and where, and writes nothing.

  $ flowgen build
  $ flowgen build --dry-run
  $ flowgen build --cwd packages/media --no-typecheck`,
    )
    .action(async (options: BuildCommandOptions) => {
      const { json, dryRun, ...rest } = options;
      const progress = showProgress(json === true);
      const result = await build({ ...rest, dryRun: dryRun === true, onProgress: progress.show }).finally(
        progress.clear,
      );
      if (json === true) printJson(result);
      else {
        await printDiagnostics(result, ": nothing was written");
        if (dryRun === true) printChanges(result);
      }
      process.exitCode = result.ok ? EXIT_OK : EXIT_FOUND;
    });
}

function printChanges({ changes, output }: BuildResult): void {
  const lines = [
    ...changes.write.map(({ path, before }) => `${before === undefined ? "create" : "change"} ${output}/${path}`),
    ...changes.remove.map(({ path }) => `remove ${output}/${path}`),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}
