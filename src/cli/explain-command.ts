import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import pico from "picocolors";
import { diagnosticToJson } from "../diagnostics/json.js";
import { isError } from "../diagnostics/diagnostic.js";
import { didYouMean } from "../diagnostics/did-you-mean.js";
import type { ExplainResult } from "../explain/explain-project.js";
import { EXIT_FOUND, EXIT_OK } from "./exit-status.js";
import { printDiagnostics } from "./print.js";
import { existingFolder } from "./existing-folder.js";

/** What a start or resume takes where nothing is said. In seconds. */
const OVERHEAD = 0.5;

interface ExplainCommandOptions {
  readonly cwd?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly durations?: string;
  readonly overhead: number;
}

export function explainCommand(): Command {
  return new Command("explain")
    .description("show how graphs are scheduled, why, and what that takes")
    .argument("[name]", "the name or id of an orchestrator or composite track (default: all)")
    .option("--durations <file>", 'JSON with seconds per track, such as { "AudioTrack": 90 }: says what to expect')
    .option(
      "--overhead <seconds>",
      "with --durations: what each start and each resume of a run takes",
      seconds,
      OVERHEAD,
    )
    .option("--cwd <folder>", "the folder of the project (default: the current one)", existingFolder)
    .option("--config <file>", "the configuration file (default: flowgen.config.ts, if there is one)")
    .option("--json", "print the plans as JSON on standard output")
    .addHelpText(
      "after",
      `
  $ flowgen explain
  $ flowgen explain VideoAudioOrchestrator
  $ flowgen explain VideoAudioOrchestrator --durations seconds.json --overhead 2`,
    )
    .action(async (name: string | undefined, options: ExplainCommandOptions, command: Command) => {
      const folder = resolve(options.cwd ?? process.cwd());
      const root = existsSync(folder) ? realpathSync(folder) : folder;
      const [{ explainProject }, { readDurations }] = await Promise.all([
        import("../explain/explain-project.js"),
        import("../explain/durations.js"),
      ]);
      const given = options.durations === undefined ? undefined : readDurations(options.durations);
      if (given && "problem" in given) command.error(`flowgen: ${given.problem}`);
      const timing = given && { durations: given.durations, overhead: options.overhead };
      const result = await explainProject({ root, config: options.config, timing });
      await print(only(result, name, command), options.json === true);
      process.exitCode = result.diagnostics.some(isError) ? EXIT_FOUND : EXIT_OK;
    });
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("Give seconds, such as 0.5.");
  return value;
}

function only(result: ExplainResult, name: string | undefined, command: Command): ExplainResult {
  if (name === undefined || result.graphs.length === 0) return result;
  const graphs = result.graphs.filter((one) => one.name === name || one.id === name);
  if (graphs.length > 0) return { ...result, graphs };
  const near = didYouMean(
    name,
    result.graphs.map((one) => one.name),
  );
  const hint = near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
  return command.error(`flowgen: there is no orchestrator or composite track ${JSON.stringify(name)}.${hint}`);
}

async function print({ graphs, diagnostics, sources }: ExplainResult, json: boolean): Promise<void> {
  if (json) {
    const found = diagnostics.map((one) => diagnosticToJson(one, sources));
    return void process.stdout.write(`${JSON.stringify({ graphs, diagnostics: found }, null, 2)}\n`);
  }
  const { renderExplanation } = await import("../explain/render.js");
  process.stdout.write(graphs.map((one) => `${renderExplanation(one, pico)}\n`).join("\n"));
  await printDiagnostics({ diagnostics, sources });
}
