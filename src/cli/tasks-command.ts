import { Command } from "commander";
import pico from "picocolors";
import { isError } from "../diagnostics/diagnostic.js";
import type { ListedTask, TaskList } from "../list-tasks.js";
import { EXIT_FOUND, EXIT_OK } from "./exit-status.js";
import { printDiagnostics } from "./print.js";
import { existingFolder } from "./existing-folder.js";

interface TasksCommandOptions {
  readonly cwd?: string;
  readonly config?: string;
  readonly json?: boolean;
}

export function tasksCommand(): Command {
  return new Command("tasks")
    .description("list the tasks, their contracts, and where each is implemented")
    .option("--cwd <folder>", "the folder of the project (default: the current one)", existingFolder)
    .option("--config <file>", "the configuration file (default: flowgen.config.ts, if there is one)")
    .option("--json", "print the list as JSON on standard output")
    .addHelpText(
      "after",
      `
Contracts come from the registries; implementations are found by their syntax in the \`dirs\` of trigger.config.ts.
A task that is found nowhere is no mistake: it may be deployed from elsewhere.

  $ flowgen tasks
  $ flowgen tasks --json`,
    )
    .action(async ({ json, ...options }: TasksCommandOptions) => {
      const { listTasks } = await import("../list-tasks.js");
      const list = await listTasks(options);
      if (json === true) await printJson(list);
      else {
        if (list.tasks.length > 0)
          process.stdout.write(table(list.tasks, process.stdout.isTTY ? process.stdout.columns : undefined));
        await printDiagnostics(list);
      }
      process.exitCode = !list.diagnostics.some(isError) ? EXIT_OK : EXIT_FOUND;
    });
}

async function printJson({ tasks, diagnostics, sources }: TaskList): Promise<void> {
  const { diagnosticToJson } = await import("../diagnostics/json.js");
  const result = { tasks, diagnostics: diagnostics.map((one) => diagnosticToJson(one, sources)) };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

const HEADINGS = ["TASK", "IMPLEMENTED IN", "CONTRACT"];

/** Rows in columns. The contract comes last, for it is the longest: on a terminal it is cut at the margin. */
function table(tasks: readonly ListedTask[], width: number | undefined): string {
  const rows = [HEADINGS, ...tasks.map(row)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) => {
    const line = cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
    return width !== undefined && line.length > width ? `${line.slice(0, width - 1)}…` : line;
  });
  const [heading = "", ...rest] = lines;
  return `${[pico.bold(heading), ...rest].join("\n")}\n`;
}

function row({ id, contract, implementations }: ListedTask): string[] {
  const places = implementations.map(
    ({ file, line, isExported }) => `${file}:${line}${isExported ? "" : " (not exported)"}`,
  );
  const types = contract ? `${contract.payload} → ${contract.output}` : "no contract";
  return [id, places.length > 0 ? places.join(", ") : "not found", types];
}
