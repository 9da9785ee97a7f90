import assert from "node:assert";
import { type Code, local, type Part } from "../ir/code.js";
import { camelCase } from "../ir/names.js";
import type { RunStepPlan } from "../ir/plan.js";
import type { Period } from "../ir/step.js";
import { needsOf } from "../plan/input-use.js";
import { type Body, placed } from "./body.js";
import { partOf, undoStatement } from "./compensation.js";
import { useMapper } from "./mapper.js";
import { outputExpression, runHoles, runOf } from "./run.js";
import type { Scope, Value } from "./scope.js";
import { templateLocal } from "./template.js";
import { fillTemplate } from "./templates.js";
import { outputType } from "./types.js";
import { periodOf } from "./wait.js";

/** Emits a step that runs in rounds, one after the other. */
export function emitRounds(plan: RunStepPlan, comment: string, scope: Scope, body: Body): Value {
  const { step, task, key } = plan;
  const compensation = plan.undo?.kind === "task" ? plan.undo : undefined;
  assert(step.repeat, "a step that runs in rounds, without saying until when");
  const { until, maxTimes, delay } = step.repeat;
  const name = camelCase(step.name);
  const type = outputType(task);
  const result = local(name, `${name}Output`);
  const last = local(`${name}Before`);
  const round: Value = { code: [templateLocal("round")], type: ["number"] };
  const before: Value = { code: [last], type: [...type, " | undefined"] };
  const inRound: Scope = { ...scope, named: new Map([["round", round], ["last", before]]) }; // prettier-ignore
  const afterRound: Scope = { ...scope, named: new Map([["round", round], ["output", { code: [result], type }]]) }; // prettier-ignore
  const run = runOf(plan, scope);
  const holes = { ...runHoles(run, inRound, body), $key: roundKey(key, scope, body) };
  const use = useMapper(until, afterRound, "output-and-context", `${name}Until`);
  body.declarations.push(...use.declarations);
  const isLastRead = step.inputMapper !== undefined && needsOf(step.inputMapper).reads("last");
  const lasts: { $last: Code; $result: Code; $Output: Code }[] = isLastRead ? [{ $last: [last], $result: [result], $Output: type }] : []; // prettier-ignore
  const part = partOf(step.name, round.code);
  const done = { output: { code: [result], type }, part, named: [["round", round]] } as const;
  const filled = fillTemplate("repeat", {
    $comment: comment,
    $result: [result],
    $Output: type,
    $value: [outputExpression(holes, { ...run, part })],
    $condition: placed(["(", ...use.expression, ")"], until.span),
    $size: [String(maxTimes)],
    $late: `${step.name} was not done after ${maxTimes} ${maxTimes === 1 ? "round" : "rounds"}`,
    delays: delay ? [{ $period: [delayOf(step.name, delay, scope, body)] }] : [],
    lasts,
    compensations: compensation ? [{ $compensate: undoStatement(compensation, done, scope, body) }] : [],
  });
  body.statements.push(placed([filled], step.span));
  return { code: [result], type };
}

/** A key with the number of the round. */
const roundKey = (prefix: string, scope: Scope, { keys }: Body): Code => {
  const holes = { $prefix: prefix, $round: [templateLocal("round")] };
  const { keyOf } = keys;
  return keyOf
    ? [fillTemplate("resumed-key-of-round", { ...holes, $keyOf: [keyOf], $input: scope.input.code })]
    : [fillTemplate("key-of-round", holes)];
};

/** The wait after a round. No name has a colon, so no other wait has its key. */
function delayOf(name: string, delay: Period, scope: Scope, body: Body): Part {
  const key = roundKey(`${name}: wait `, scope, body);
  return periodOf(delay, body.keys.keyOf ? key : [fillTemplate("wait-key", { $key: key })], body);
}
