import { type Code, type Fragment, joinCode } from "../ir/code.js";
import { graphVariable } from "../ir/names.js";
import type { NodePlan } from "../ir/plan.js";
import type { Fallback, Guard, Standing } from "../ir/policy.js";
import { printString } from "../lift/literal.js";
import { readsError } from "./arguments.js";
import { placed } from "./body.js";
import { outputOf } from "./carry.js";
import type { HoleValues } from "./fill.js";
import type { Frame } from "./frame.js";
import { declareMapper, useMapper } from "./mapper.js";
import { nodeScope, triggerHoles } from "./node.js";
import { followed, skippedAs, whenHolds } from "./progress.js";
import { type Around, attemptExpression, outputExpression } from "./run.js";
import { record, type Value } from "./scope.js";
import { templateLocal } from "./template.js";
import { fillTemplate } from "./templates.js";
import { errorType, outputType, settledFunction, settledType, taskType } from "./types.js";

/** Emits the run of a node that may not run, or whose failure does not end the graph. */
export function emitStanding(node: NodePlan, standing: Standing, comment: string, frame: Frame): void {
  const holes = { $Task: taskType(node.task), $id: node.task.id, ...triggerHoles(node, frame) };
  const condition = standing.when && conditionOf(node, standing, frame);
  const guard = guardOf(standing.guards, frame);
  const around = { nested: node.undo, followed: followed(node.name, frame.file.progress) };
  if (node.result === "unread") {
    const run: Code = [unreadRun(standing, holes, { comment, around })];
    const asked = [guard, condition].filter((one) => one !== undefined);
    const $condition = joinCode(asked, " && ");
    const whole: Code = asked.length > 0 ? [whenHolds($condition, run, [node.name], frame.file.progress)] : run;
    frame.statements.push(placed(whole, node.span));
    return;
  }
  const result = frame.file.locals.ofNode(node.name);
  const run: Code = [(standing.failure === "halt" ? outputExpression : attemptExpression)(holes, around)];
  const value = givenBy(node, standing, { run, output: run }, frame);
  const unlessSkipped = condition
    ? [...condition, " ? ", ...value, " : ", ...conditionSkips(node, standing, frame)]
    : value;
  const $value = guard ? [...guard, " ? ", ...unlessSkipped, " : ", ...missing(node, standing, frame)] : unlessSkipped;
  frame.statements.push(
    placed([fillTemplate("transform", { $comment: comment, $result: [result], $value })], node.span),
  );
  know(node, standing, [result], frame);
}

/** The run of a node whose output nothing reads, as a statement. */
function unreadRun(
  { failure }: Standing,
  holes: HoleValues,
  { comment: $comment, around }: { readonly comment: string; readonly around: Around },
): Fragment {
  const { nested, followed } = around;
  if (!nested && !followed)
    return fillTemplate(failure === "halt" ? "run-unread" : "run-unchecked", { $comment, ...holes });
  const run = (failure === "halt" ? outputExpression : attemptExpression)(holes, around);
  return fillTemplate("statement", { $comment, $body: [run, ";"] });
}

/** What is kept of a node: `run` is what became of its run, `output` what it gives where a failure ends the graph. */
export function givenBy(
  node: NodePlan,
  { failure, isSettled }: Standing,
  { run, output }: { readonly run: Code; readonly output: Code },
  frame: Frame,
): Code {
  if (failure === "continue") return [settledFunction("settled"), "(", ...run, ")"];
  const value = failure === "halt" ? output : fallbackOf(node, failure, run, frame);
  return isSettled ? [settledFunction("completed"), "(", ...value, ")"] : value;
}

/** What a run gives or, where it has failed, what stands in for it. */
function fallbackOf(node: NodePlan, { mapper, isTyped }: Fallback, run: Code, frame: Frame): Code {
  // Not "error", as authors call it: a parameter of theirs, which is gone, still keeps its name to itself.
  const failure = templateLocal("failure");
  const scope = {
    ...nodeScope(node, frame),
    named: new Map<string, Value>([["error", { code: [failure], type: errorType }]]),
  };
  const name = `${graphVariable(node.name)}Fallback`;
  const use = (isTyped ? declareMapper : useMapper)(mapper, scope, "error-and-context", name);
  frame.file.declarations.push(...use.declarations);
  const { async } = mapper.form;
  const returned: Code = use.returned ?? ["never"];
  frame.file.given.set(node.name, [
    ...outputType(node.task),
    " | ",
    ...(async ? ["Awaited<", ...returned, ">"] : returned),
  ]);
  // A function that takes the failure and nothing else is passed as it is; one by a name of the author's, which may be
  // the method of an object, is called.
  const isItself =
    mapper.form.kind !== "reference" && use.call?.values.flat().every((part) => part === failure) === true;
  const parameters: Code = readsError(mapper) ? ["(", failure, ")"] : ["()"];
  const value = placed(["(", ...use.expression, ")"], mapper.span);
  const otherwise: Code =
    use.call && isItself
      ? placed(use.call.name, mapper.span)
      : [async ? "async " : "", ...parameters, " => ", ...value];
  const call: Code = [settledFunction("outputOr"), "(", ...run, ", ", ...otherwise, ")"];
  return async ? ["(await ", ...call, ")"] : call;
}

/** Says what a node gives from here on, and of what type it is. */
export function know(node: NodePlan, { isSettled, when }: Standing, code: Code, { file, outputs }: Frame): void {
  const output = file.given.get(node.name) ?? outputType(node.task);
  const type: Code = isSettled ? settledType(output) : when ? [...output, " | undefined"] : output;
  file.given.set(node.name, output);
  file.types.set(node.name, type);
  outputs.set(node.name, { code, type });
}

function conditionOf(node: NodePlan, { when }: Standing, frame: Frame): Code | undefined {
  if (!when) return undefined;
  const use = useMapper(when, nodeScope(node, frame), "outputs-and-input", `${graphVariable(node.name)}When`);
  frame.file.declarations.push(...use.declarations);
  return placed(["(", ...use.expression, ")"], when.span);
}

function conditionSkips({ name }: NodePlan, { isSettled }: Standing, { file: { progress } }: Frame): Code {
  const kept: Code = isSettled ? [settledFunction("skippedByCondition"), `(${printString(name)})`] : ["undefined"];
  return skippedAs(followed(name, progress), kept);
}

const missing = ({ name }: NodePlan, { guards }: Standing, frame: Frame): Code =>
  skippedAs(followed(name, frame.file.progress), skippedWithout(guards, frame));

/** Whether all that a node needs is there; nothing, where it always is. */
export function guardOf(guards: readonly Guard[], frame: Frame): Code | undefined {
  if (guards.length === 0) return undefined;
  const isThere = ({ name, isConditional }: Guard): Code => {
    const { code } = outputOf(name, frame);
    return isConditional
      ? ["!", settledFunction("isMissing"), "(", ...code, ")"]
      : [...code, '.status === "completed"'];
  };
  return joinCode(guards.map(isThere), " && ");
}

/** The status of a node without which of others it cannot run. */
export const skippedWithout = (guards: readonly Guard[], frame: Frame): Code => [
  settledFunction("skippedWithout"),
  "(",
  ...record(guards.map(({ name }) => [name, outputOf(name, frame)])).code,
  ")",
];
