import { Command, InvalidArgumentError } from "commander";
import type { RunOptions } from "./run-action.js";
import { existingFolder } from "./existing-folder.js";

export function runCommand(): Command {
  return new Command("run")
    .description("run a task or an orchestrator here, with everything below it, on the project's own SDK")
    .argument("<task>", "the id of a task, or of what was generated for a track or an orchestrator")
    .option("--payload <json>", "the payload")
    .option("--payload-file <file>", "a file with the payload, or - for standard input, which is read when piped")
    .option("--logs", "show what the tasks log")
    .option("--json", "print the whole tree of runs as JSON on standard output")
    .option("--virtual-time", "skip waits, delays and the time between attempts")
    .option("--slots <n>", "let n runs hold a slot at once, also while they wait, as trigger dev does (25)", slots)
    .option("--cli", "run with the real trigger dev of the project's trigger.dev package: slower, with its processes")
    .option("--cwd <folder>", "the folder of the project (default: the current one)", existingFolder)
    .option("--config <file>", "the Trigger.dev configuration (default: trigger.config.ts)")
    .addHelpText(
      "after",
      `
The tasks are found as \`trigger dev\` finds them: by trigger.config.ts and its dirs. They run on the project's own
@trigger.dev/sdk against an engine in memory, so no account and no server is needed. Variables come from .env files.

The tree of runs goes to standard error, the output of the run to standard output, as JSON.

  $ flowgen run video-audio-orchestrator --payload '{"videoUrl":"samples/interview.webm"}'
  $ flowgen run convert_json_to_srt --payload-file transcript.json --logs
  $ echo '{"to":"me"}' | flowgen run send-mail | jq -r .messageId
  $ flowgen run nightly-report --virtual-time     skips its waits
  $ flowgen run wide-orchestrator --slots 25      would it deadlock under trigger dev?

Exit status: 0 completed, 1 failed or the project does not load, 2 wrong usage.
Ctrl-C cancels the run and everything below it; a second Ctrl-C ends at once.`,
    )
    .action(async (task: string, options: RunOptions) => {
      // The engine and what bundles for it are loaded only by who runs something.
      const { runTask } = await import("./run-action.js");
      process.exitCode = await runTask(task, options);
    });
}

function slots(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("Give a whole number from 1.");
  return count;
}
