import { oneLine } from "../ir/names.js";
import { type DiagnosticEntry, entry } from "./entry.js";

/**
 * Every diagnostic, declared once: code → severity and message. A message says what is wrong, `help` what to do next.
 * `docs/diagnostics.md` shows each with a wrong and a right example, and a test keeps the two together.
 */
export const catalogue = {
  "config-invalid": entry<{ problem: string }>({
    message: (p) => `The configuration is not valid: ${p.problem}`,
    help: () => "The fields are `definitions`, `output`, `tsconfig`, `schedule` and `timeLimit`; all are optional.",
  }),
  "no-definitions": entry<{ patterns: string }>({
    message: (p) => `No definition module was found in ${p.patterns}.`,
    help: () =>
      "A definition module imports from `flowgen`, or from another one that does. Name other places with `definitions` in flowgen.config.ts.",
  }),
  "syntax-error": entry<{ problem: string }>({
    message: (p) => p.problem,
    help: () => "Definitions are TypeScript modules: this one does not parse.",
  }),
  "unresolved-import": entry<{ specifier: string }>({
    message: (p) => `${JSON.stringify(p.specifier)} cannot be found.`,
    help: () => "Check the path, or install the package.",
  }),
  "definition-throws": entry<{ problem: string }>({
    message: (p) => `A definition module threw while it was evaluated: ${p.problem}`,
    help: () => "Definitions are evaluated at build time: keep work that needs a service or a file out of them.",
  }),
  "definition-never-ends": entry<{ seconds: number | undefined }>({
    message: (p) =>
      p.seconds === undefined
        ? "This definition module waits for something that nothing is left to bring about."
        : `The definition modules did not finish in ${p.seconds} s: this one began and never ended.`,
    help: () =>
      "Look for a top-level `await` that is never settled or a loop that does not end; `timeLimit` in flowgen.config.ts allows more seconds.",
  }),
  "definition-exits": entry<{ code: string }>({
    message: (p) => `A definition module ended the process (${p.code}).`,
    help: () => "Remove the call to `process.exit` from what the definitions import.",
  }),
  "malformed-definition": entry<{ what: string; problem: string; instead: string | undefined }>({
    message: (p) => `This ${p.what} is malformed: ${p.problem}`,
    help: (p) => p.instead ?? "docs/language.md lists every field and its type.",
  }),
  "mixed-step": entry<{ fields: string; instead: string | undefined }>({
    message: (p) => `${p.fields} do not go together in one step.`,
    help: (p) =>
      p.instead ?? "Write two steps: each is of one kind, and docs/language.md lists what that kind may have.",
  }),
  unliftable: entry<{ what: string; why: string; instead: string }>({
    message: (p) => `This ${p.what} cannot be carried into generated code: ${p.why}.`,
    help: (p) => p.instead,
  }),
  "no-contracts": entry<object>({
    message: () => "There are definitions, but no registry of tasks.",
    help: () =>
      "Pass one to `createFlow(defineTasks({ … }))`, or name the modules of your tasks: `createFlow<typeof import(…)>()`.",
  }),
  "task-not-found": entry<{ module: string }>({
    message: (p) => `No task was found among the exports of ${p.module}.`,
    help: () => 'Export the tasks: `export const name = task({ id: "…", … })`, with the id as a literal.',
  }),
  "unread-registry": entry<{ type: string }>({
    message: (p) => `Which tasks ${oneLine(p.type)} has cannot be told by its syntax.`,
    help: () =>
      'Write `createFlow<typeof import("…")>()`, several joined with `&`, or `createFlow<Tasks>()` with `Tasks` imported from `tasks.ts` of the output folder.',
  }),
  "unread-trigger-config": entry<{ what: string }>({
    severity: "warning",
    message: (p) => `No tasks of the project were looked for: ${p.what} cannot be told without evaluating it.`,
    help: () => "Write `dirs` and `ignorePatterns` as lists of texts, or of constants.",
  }),
  "duplicate-task": entry<{ id: string }>({
    severity: "warning",
    message: (p) => `Two tasks of the project have the id ${q(p.id)}.`,
    help: () =>
      "Trigger.dev takes each id once: give one of them another, or move it out of the `dirs` of trigger.config.ts.",
  }),
  "conflicting-contract": entry<{ id: string }>({
    message: (p) => `Two registries give the task ${q(p.id)} different contracts.`,
    help: () => "Keep one of them, and import it where the other was used.",
  }),
  "unrepresentable-schema": entry<{ id: string; side: string; problem: string }>({
    message: (p) => `The ${p.side} schema of ${q(p.id)} has no exact TypeScript type: ${p.problem}.`,
    help: () =>
      "Use a schema whose type can be written down, or take the contract from the task itself: `createFlow<typeof import(…)>()`.",
  }),
  "unknown-task": entry<{ name: string; is: "nowhere" | "not among tasks" | "not exported" | "not typed" }>({
    message: (p) => `There is no task ${q(p.name)} in the registry.`,
    help: (p) =>
      ({
        nowhere: "Add its contract to the registry, or correct the name.",
        "not among tasks":
          'Correct the name. The registry is made of tasks that exist, and these are found by their syntax: `export const name = task({ id: "…", … })`.',
        "not exported": "The task exists, but its type has no name elsewhere: export it.",
        "not typed":
          "The task exists, but TypeScript does not read its module: set `allowJs` or `jsx` in the tsconfig.",
      })[p.is],
  }),
  "unknown-track": entry<{ name: string; owner: string }>({
    message: (p) => `${p.owner} has no track ${q(p.name)}.`,
    help: () => "Name one of its own tracks, or add the track to the list.",
  }),
  "unknown-dependency": entry<{ name: string; owner: string; elsewhere: string }>({
    message: (p) =>
      `${p.owner} has no track ${q(p.name)} to depend on${p.elsewhere === "" ? "" : `: it belongs to ${p.elsewhere}`}.`,
    help: (p) =>
      p.elsewhere === ""
        ? "A dependency is the name of another track of the same orchestrator."
        : "Dependencies hold within one orchestrator: add the track to this one too, or pass its result in as input.",
  }),
  "dependency-cycle": entry<{ path: string }>({
    message: (p) => `These tracks wait for each other: ${p.path}.`,
    help: () => "Remove one of these dependencies, or split the track that needs both sides.",
  }),
  "self-dependency": entry<{ name: string }>({
    message: (p) => `${q(p.name)} depends on itself.`,
    help: () => "Remove the dependency.",
  }),
  "recursive-definition": entry<{ path: string }>({
    message: (p) => `These definitions contain each other: ${p.path}.`,
    help: () => "A definition cannot run itself: take it out of what it runs.",
  }),
  "duplicate-name": entry<{ name: string }>({
    message: (p) => `Two definitions are named ${q(p.name)}.`,
    help: () => "Rename one of them: the name becomes the id of its task and the name of its file.",
  }),
  "duplicate-id": entry<{ id: string; first: string; second: string }>({
    message: (p) => `${p.first} and ${p.second} both get the task id ${q(p.id)}.`,
    help: () => "Trigger.dev refuses two tasks with one id: set `id` on one of them.",
  }),
  "duplicate-file": entry<{ file: string }>({
    message: (p) => `Two definitions would be written to ${p.file}, where a file system does not tell cases apart.`,
    help: () => "Set an `id` that differs in more than its case.",
  }),
  "duplicate-step": entry<{ name: string }>({
    message: (p) => `Two steps of this track are named ${q(p.name)}.`,
    help: () => "Give one of them a `name`: outputs and idempotency keys go by it.",
  }),
  "duplicate-node": entry<{ name: string; owner: string }>({
    message: (p) => `${p.owner} has two tracks named ${q(p.name)}.`,
    help: () => "Give one of them a name of its own: `{ track, name }`.",
  }),
  "duplicate-key": entry<{ key: string }>({
    message: (p) => `Two runs of one task would share the idempotency key ${q(p.key)}.`,
    help: () => "Rename one of the two steps: with one key, the second would get the result of the first.",
  }),
  "undeclared-read": entry<{
    what: "mapping" | "options" | "condition" | "fallback";
    reader: string;
    name: string;
    field: "trackDependencies" | "subTrackDependencies";
  }>({
    message: (p) =>
      `The ${p.what} of ${q(p.reader)} ${p.what === "options" ? "read" : "reads"} ${q(p.name)}, on which it does not depend.`,
    help: (p) => `Add ${JSON.stringify(p.name)} to its dependencies in \`${p.field}\`.`,
  }),
  "unknown-output": entry<{ name: string; reader: string }>({
    message: (p) => `${p.reader} reads the output of ${q(p.name)}, which does not exist there.`,
    help: () => "Only what ran before can be read, under its name.",
  }),
  "missing-mapper": entry<{ name: string; mapper: string }>({
    message: (p) => `${q(p.name)} has dependencies, but no mapping that makes its input.`,
    help: (p) => `Add one: \`${p.mapper}\`.`,
  }),
  "missing-input": entry<{ owner: string; step: string }>({
    message: (p) => `${p.owner} has no \`input\`, and its first step, ${q(p.step)}, does not say what it takes.`,
    help: () => "Add the schema of the input: `input: z.object({ … })`.",
  }),
  "unread-step": entry<{ name: string }>({
    message: (p) => `Nothing reads what the step ${q(p.name)} gives.`,
    help: () => "A `transform` only computes: read its value in a later step, or remove it.",
  }),
  "unused-mapping": entry<{ name: string; owner: string }>({
    message: (p) => `There is a mapping for ${q(p.name)}, but ${p.owner} has no such track.`,
    help: () => "Correct the name, or remove the mapping.",
  }),
  "unused-options": entry<{ name: string; owner: string }>({
    message: (p) => `There are options for ${q(p.name)}, but ${p.owner} has no such track.`,
    help: () => "Correct the name, or remove the options.",
  }),
  "never-missing": entry<{ name: string; needs: string }>({
    message: (p) =>
      `${q(p.name)} runs whatever becomes of ${q(p.needs)}, which always gives something or ends the flow.`,
    help: (p) =>
      `Let it go on, \`onTrackFailure: "continue"\`, or depend on ${JSON.stringify(p.needs)} by its name alone.`,
  }),
  "plain-and-settled": entry<{ name: string; needs: string }>({
    message: (p) => `${q(p.name)} depends on ${q(p.needs)} twice: as it is, and whatever becomes of it.`,
    help: () => "Keep one: with `settled` it runs without the other too, and reads its status.",
  }),
  "needless-fallback": entry<{ name: string }>({
    message: (p) => `${q(p.name)} has a \`fallback\`, so its failure is never told to those who read it.`,
    help: () => 'Remove `onTrackFailure: "continue"` to go on with the value, or the `fallback` to tell them.',
  }),
  "final-and-output": entry<{ name: string }>({
    message: (p) => `${p.name} has both \`finalTask\` and \`output\`.`,
    help: () => "Keep one: with a final task, its result is the output.",
  }),
  "nothing-to-run": entry<{ what: string }>({
    message: (p) => `${p.what} has nothing to run.`,
    help: () => "Add at least one task or track, or remove the definition.",
  }),
  "reserved-name": entry<{ name: string }>({
    message: (p) => `${q(p.name)} cannot be used as a name: it has a meaning of its own in JavaScript objects.`,
    help: () => "Choose another name.",
  }),
  "unsafe-name": entry<{ what: string; name: string; problem: string }>({
    message: (p) => `The ${p.what} ${q(p.name)} is not safe to generate code from: ${p.problem}.`,
    help: () => "Use letters, digits, spaces, `-` and `_`; an `id` may also have `.` between words.",
  }),
  "unknown-option": entry<{ name: string; of: string; elsewhere: string }>({
    message: (p) => `${q(p.name)} is not an option of a ${p.of}.`,
    help: (p) =>
      p.elsewhere === "" ? "docs/language.md lists the options, under Trigger.dev's own names." : p.elsewhere,
  }),
  "deprecated-option": entry<{ name: string; instead: string }>({
    message: (p) => `Trigger.dev has deprecated \`${p.name}\`.`,
    help: (p) => p.instead,
  }),
  "invalid-option": entry<{ name: string; problem: string }>({
    message: (p) => `The option \`${p.name}\` cannot be used like this: ${p.problem}.`,
    help: () => "Change or remove it.",
  }),
  "invalid-cron": entry<{ field: "pattern" | "timezone" | "window"; problem: string }>({
    message: (p) => `This schedule cannot be used: ${p.problem}.`,
    help: (p) =>
      ({
        pattern: "A pattern is written like `0 8 * * 1-5`: at 8:00 from Monday to Friday.",
        timezone: 'Use an IANA name, such as `"Europe/Berlin"`.',
        window: 'A window is written like `"30m"`, `"2h"` or `"30%"`.',
      })[p.field],
  }),
  "resumed-compensation": entry<{ owner: string }>({
    message: (p) => `\`resume\` and compensations do not go together, and ${p.owner} has both.`,
    help: () =>
      "A later run with the same key would take the outputs of steps that have been undone. Remove `resume`, or the compensations.",
  }),
  "short-resume": entry<{ name: string; waits: string; kept: string }>({
    message: (p) =>
      `The step ${q(p.name)} may wait for ${p.waits}, but with this \`resume\` its key is kept for ${p.kept}.`,
    help: () =>
      "A run that is retried or replayed after that would wait and ask anew: give `resume` a `ttl` that is longer than the wait.",
  }),
  "batch-too-large": entry<{ count: number; owner: string }>({
    message: (p) =>
      `${p.owner} would start ${p.count.toLocaleString("en")} runs in one batch; Trigger.dev takes 1,000.`,
    help: () => "Split it: run some of them in an orchestrator of their own, or let some depend on others.",
  }),
  "progress-too-large": entry<{ name: string; kilobytes: number }>({
    message: (p) =>
      `The progress of the orchestrator ${q(p.name)} can take ${p.kilobytes} KB of the metadata of its run; Trigger.dev takes 256 KB.`,
    help: () =>
      "Give it a shorter `id` and its tracks shorter names, or leave `progress` out of the orchestrators in it.",
  }),
  "many-open-runs": entry<{ open: number; owner: string; hasRegions: boolean }>({
    severity: "warning",
    message: (p) =>
      `${p.owner} can have ${p.open.toLocaleString("en")} runs open at once. \`trigger dev\` and self-hosted servers keep a slot for each, those that wait included, and \`trigger dev\` has 25.`,
    help: (p) =>
      p.hasRegions
        ? 'Where runs may not find a slot, set `schedule: "waves"`, which needs fewer, or run a part of it in an orchestrator of its own. On Trigger.dev Cloud a run that waits gives up its slot.'
        : "Where runs may not find a slot, run a part of it in an orchestrator of its own, or let some tracks depend on others. On Trigger.dev Cloud a run that waits gives up its slot.",
  }),
  "type-error": entry<{ problem: string }>({
    message: (p) => p.problem,
    help: () => "TypeScript reports this in the definition.",
  }),
  "input-does-not-fit": entry<{ problem: string }>({
    message: (p) => `This does not fit where it is used: ${p.problem}`,
    help: () => "TypeScript reports this in the code generated for it: change the mapper, or add one.",
  }),
  "unawaited-promise": entry<{ what: string }>({
    message: (p) => `This \`${p.what}\` gives a promise, but is not \`async\`.`,
    help: () => "Write it `async`: then what it gives is waited for.",
  }),
  "case-never-chosen": entry<{ problem: string }>({
    message: (p) => `This case is never chosen: ${p.problem}`,
    help: () => "Remove it, or let `on` give its literal.",
  }),
  "contract-differs": entry<{ id: string; side: string }>({
    message: (p) => `The ${p.side} type printed for ${q(p.id)} is not the type of its schema.`,
    help: () => "The schema says more than its printed type can: use a plainer schema there.",
  }),
  "task-differs": entry<{ id: string; side: "payload" | "result"; problem: string }>({
    message: (p) =>
      p.side === "payload"
        ? `The task ${q(p.id)} does not take what its contract accepts: ${p.problem}`
        : `The task ${q(p.id)} does not return what its contract promises: ${p.problem}`,
    help: () => "Correct the contract or the task: what flowgen generates goes by the contract.",
  }),
  "foreign-file": entry<{ file: string }>({
    message: (p) => `${p.file} was not written by flowgen, so it is not overwritten.`,
    help: () => "Move it out of the output folder, or choose another `output`.",
  }),
  "stale-output": entry<{ file: string; how: string }>({
    message: (p) => `${p.file} ${p.how}.`,
    help: () => "Run `flowgen build` and commit what it writes.",
  }),
} as const satisfies Record<string, DiagnosticEntry<never>>;

export type Code = keyof typeof catalogue;

/** The parameters that the message of a code takes. */
export type Parameters<C extends Code> = (typeof catalogue)[C] extends DiagnosticEntry<infer P> ? P : never;

function q(name: string): string {
  return JSON.stringify(name)
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}
