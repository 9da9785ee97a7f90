import assert from "node:assert";
import { type Code, joinCode } from "../ir/code.js";
import type { Carried } from "../ir/plan.js";
import type { Frame } from "./frame.js";
import { access, record, type Value } from "./scope.js";
import { mentions } from "./statements.js";
import { fillTemplate } from "./templates.js";

/** What a region is given, as it is written where the region is triggered, with its type. */
export function carriedValue(takes: Carried, frame: Frame): Value {
  if (isInputAlone(takes)) return frame.input;
  const { code, type } = written(takes, frame);
  return frame.flow && isSame(frame.flow.takes, takes) ? { code: frame.flow.code, type } : { code, type };
}

/** Whether the payload is the input as it is. */
export const isInputAlone = ({ run, input, outputs }: Carried): boolean => !run && input && outputs.length === 0;

export const takesNothing = ({ run, input, outputs }: Carried): boolean => !run && !input && outputs.length === 0;

function written(takes: Carried, frame: Frame): Value {
  const entries: [string, Value][] = [];
  if (takes.run) entries.push(["run", { code: runOf(frame), type: ["string"] }]);
  if (takes.input) entries.push(["input", frame.input]);
  if (takes.outputs.length > 0) {
    entries.push(["outputs", record(takes.outputs.map((name) => [name, outputOf(name, frame)]))]);
  }
  return entries.length > 0 ? record(entries) : { code: ["{}"], type: ["Record<string, never>"] };
}

/** The id of the run that pulled regions hang on: this one, or the one that a region was given. */
const runOf = ({ flow, file }: Frame): Code =>
  flow?.takes.run === true ? [...flow.code, ".run"] : [file.locals.ctx, ".run.id"];

export function outputOf(name: string, { outputs }: Frame): Value {
  const value = outputs.get(name);
  assert(value, `a region is to be given an output that is not there: ${name}`);
  return value;
}

const isSame = (a: Carried, b: Carried): boolean =>
  a.run === b.run && a.input === b.input && a.outputs.join("\n") === b.outputs.join("\n");

/** What a region knows at its start, when it was triggered from `outside`. */
export function innerFrame(takes: Carried, outside: Frame): Frame {
  const { file, input } = outside;
  const statements: Code[] = [];
  if (isInputAlone(takes) || takesNothing(takes)) {
    return { file, statements, input: { ...input, code: [file.locals.input] }, outputs: new Map(), flow: undefined };
  }
  const flow: Code = [file.locals.flow];
  const given = takes.outputs.map((name): [string, Value] => {
    const type = file.types.get(name) ?? [];
    // A status has a name of its own: TypeScript forgets in a callback what a property was found to be.
    const code = file.settled.has(name) ? [file.locals.ofNode(name)] : [...flow, ".outputs", ...access([name])];
    return [name, { code, type }];
  });
  return {
    file,
    statements,
    input: { ...input, code: [...flow, ".input"] },
    outputs: new Map(given),
    flow: { code: flow, takes },
  };
}

/** Gives names to the statuses that a region was given and reads. */
export function takenOut(takes: Carried, { file, statements }: Frame): Code[] {
  const code = statements.flat();
  const names = takes.outputs.filter((name) => file.settled.has(name) && mentions(code, file.locals.ofNode(name)));
  if (names.length === 0) return [];
  const $outputs = joinCode(
    names.map((name): Code => [{ kind: "shorthand", key: name, value: [file.locals.ofNode(name)] }]),
    ", ",
  );
  return [[fillTemplate("take", { $outputs, $taken: [file.locals.flow, ".outputs"] })]];
}
