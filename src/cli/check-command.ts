import { Command } from "commander";
import pico from "picocolors";
import { check, type BuildResult } from "../build.js";
import { EXIT_FOUND, EXIT_OK } from "./exit-status.js";
import { addCommonOptions, type CommonOptions } from "./options.js";
import { printDiagnostics, printJson } from "./print.js";
import { showProgress } from "./progress.js";

export function checkCommand(): Command {
  return addCommonOptions(new Command("check"))
    .description("compare the generated code with the definitions, and write nothing")
    .addHelpText(
      "after",
      `
Ends with 1 and shows the difference when the generated code is not what the definitions say.

  $ flowgen check
  $ flowgen check --json`,
    )
    .action(async ({ json, ...options }: CommonOptions) => {
      const progress = showProgress(json === true);
      const result = await check({ ...options, onProgress: progress.show }).finally(progress.clear);
      if (json === true) printJson(result);
      else {
        process.stdout.write(await unifiedDiff(result));
        await printDiagnostics(result, ": nothing was written");
      }
      process.exitCode = result.ok ? EXIT_OK : EXIT_FOUND;
    });
}

/** What `flowgen build` would change, as a patch from the top of the project. */
async function unifiedDiff({ changes, output }: BuildResult): Promise<string> {
  if (changes.write.length + changes.remove.length === 0) return "";
  const { createTwoFilesPatch } = await import("diff");
  const files = [
    ...changes.write.map(({ path, before, text }) => ({ path, before, after: text })),
    ...changes.remove.map(({ path, before }) => ({ path, before, after: undefined })),
  ];
  const patches = files.map(({ path, before, after }) => {
    const from = before === undefined ? "/dev/null" : `a/${output}/${path}`;
    const to = after === undefined ? "/dev/null" : `b/${output}/${path}`;
    return createTwoFilesPatch(from, to, before ?? "", after ?? "").replace(/^=+\n/, "");
  });
  return patches.join("").split("\n").map(colour).join("\n");
}

function colour(line: string): string {
  if (line.startsWith("@@")) return pico.cyan(line);
  if (line.startsWith("+")) return pico.green(line);
  return line.startsWith("-") ? pico.red(line) : line;
}
