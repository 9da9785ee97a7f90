import { readFileSync } from "node:fs";
import { Command } from "commander";
import { packageFile } from "../package-files.js";
import { buildCommand } from "./build-command.js";
import { checkCommand } from "./check-command.js";
import { explainCommand } from "./explain-command.js";
import { runCommand } from "./run-command.js";
import { tasksCommand } from "./tasks-command.js";

/** The command line. Each command is a file of its own, and a line here. */
export function createProgram(): Command {
  const { version } = JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as { version: string };
  return new Command("flowgen")
    .description("Compiles typed workflow definitions into native Trigger.dev tasks.")
    .version(version)
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .showSuggestionAfterError()
    .addCommand(buildCommand().exitOverride())
    .addCommand(checkCommand().exitOverride())
    .addCommand(explainCommand().exitOverride())
    .addCommand(runCommand().exitOverride())
    .addCommand(tasksCommand().exitOverride())
    .addHelpText(
      "after",
      `
A project has definitions in definitions/ and generated code in generated/, which is committed.
flowgen.config.ts can say otherwise:

  import { defineConfig } from "flowgen";
  export default defineConfig({ definitions: "src/flows", output: "src/trigger/generated" });

Exit status: 0 fine, 1 diagnostics, output out of date or a run that failed, 2 wrong usage or a fault of flowgen.

  $ flowgen build           before \`trigger dev\` and \`trigger deploy\`
  $ flowgen check           in CI
  $ flowgen run <task>      here, without an account
  $ flowgen build --help    every option`,
    );
}
