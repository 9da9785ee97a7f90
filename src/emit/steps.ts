import { local } from "../ir/code.js";
import { camelCase } from "../ir/names.js";
import type { RunStepPlan, StepPlan } from "../ir/plan.js";
import { nameOfTarget } from "../ir/step.js";
import { emitApproval } from "./approval.js";
import { type Body, declared } from "./body.js";
import { emitBranch } from "./branch.js";
import { undoStatement } from "./compensation.js";
import { emitEach } from "./each.js";
import { emitFallback } from "./fallback.js";
import { emitRun, runExpression, runOf } from "./run.js";
import type { Scope, Value } from "./scope.js";
import { emitRounds } from "./rounds.js";
import { emitSkippable, emitSkippableExpression, lines } from "./skip.js";
import { emitTransform } from "./transform.js";
import { emitWait } from "./wait.js";
import { outputType } from "./types.js";

/** Emits steps in sequence; gives the scope after the last. */
export function emitSteps(steps: readonly StepPlan[], start: Scope, body: Body): Scope {
  let scope = start;
  for (const [index, plan] of steps.entries()) {
    const { name } = plan.step;
    const result = emitStep(plan, `Step ${index + 1}: ${name}${detailOf(plan)}`, scope, body);
    scope = { ...scope, prev: result, outputs: new Map([...scope.outputs, [name, result]]) };
  }
  return scope;
}

/** What a comment says of a step beside its name. */
function detailOf({ step }: StepPlan): string {
  if (step.kind !== "run") return "";
  const target = nameOfTarget(step.target);
  const what = step.name === target ? "" : ` (${target})`;
  if (step.repeat) return `${what}, at most ${step.repeat.maxTimes} times`;
  if (!step.forEach) return what;
  const { concurrency } = step.forEach;
  return `${what}, once per item, ${concurrency === undefined ? "at most 1,000 to a batch" : `${concurrency} at a time`}`;
}

function emitStep(plan: StepPlan, comment: string, scope: Scope, body: Body): Value {
  switch (plan.kind) {
    case "run":
      if (plan.step.repeat) return emitSkippable(plan, scope, body, (inner) => emitRounds(plan, comment, scope, inner));
      if (plan.step.fallback)
        return emitSkippable(plan, scope, body, (inner) => emitFallback(plan, comment, scope, inner));
      if (!plan.step.forEach) return emitSingle(plan, comment, scope, body);
      return emitSkippable(plan, scope, body, (inner) => emitEach(plan, comment, scope, inner));
    case "transform":
      return emitTransform(plan, comment, scope, body);
    case "branch":
      return emitSkippable(plan, scope, body, (inner) => emitBranch(plan, comment, scope, inner));
    case "wait":
      return emitWait(plan, comment, scope, body);
    case "approval":
      return emitSkippable(plan, scope, body, (inner) => emitApproval(plan, comment, scope, inner));
  }
}

function emitSingle(plan: RunStepPlan, comment: string, scope: Scope, body: Body): Value {
  const run = runOf(plan, scope);
  const compensation = plan.undo?.kind === "task" ? plan.undo : undefined;
  const name = camelCase(plan.step.name);
  const variable = local(name, `${name}Output`);
  const value: Value = { code: [variable], type: outputType(plan.task) };
  const statement = (inner: Body): Value => {
    const result = compensation?.isRead === true ? "read" : plan.result;
    const own: Body = { ...inner, statements: [] };
    emitRun(run, { result, comment, variable: declared([variable], value.type, inner.statements) }, scope, own);
    if (compensation) own.statements.push(undoStatement(compensation, { output: value }, scope, inner));
    inner.statements.push(lines(own));
    return value;
  };
  if (!plan.skip || plan.result === "unread" || compensation) return emitSkippable(plan, scope, body, statement);
  const own: Value = { code: runExpression(run, scope, body), type: value.type };
  return emitSkippableExpression({ skip: plan.skip, comment, variable, span: plan.step.span }, own, scope, body);
}
