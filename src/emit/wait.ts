import type { Code } from "../ir/code.js";
import type { WaitStepPlan } from "../ir/plan.js";
import type { Period } from "../ir/step.js";
import { camelCase } from "../ir/names.js";
import { type Body, placed } from "./body.js";
import { useMapper } from "./mapper.js";
import { type Scope, type Value } from "./scope.js";
import { emitSkippable } from "./skip.js";
import { fillTemplate } from "./templates.js";

/** Emits a wait. What came before it is what comes after. */
export function emitWait(plan: WaitStepPlan, comment: string, scope: Scope, body: Body): Value {
  // Whether it waits or not, it gives the same.
  emitSkippable({ ...plan, result: "unread" }, scope, body, (inner) => {
    inner.statements.push(placed([waitStatement(plan, comment, scope, inner)], plan.step.span));
    return scope.input;
  });
  return scope.prev ?? scope.input;
}

function waitStatement({ step, key }: WaitStepPlan, comment: string, scope: Scope, body: Body) {
  const { until } = step;
  if ("unit" in until) {
    const period = fillTemplate("period", { $key: key, ...periodHoles(until) });
    return fillTemplate("wait-for", { $comment: comment, $period: [period] });
  }
  const use = useMapper(until, scope, "prev-and-context", `${camelCase(step.name)}Date`);
  body.declarations.push(...use.declarations);
  return fillTemplate("wait-until", { $comment: comment, $key: key, $date: placed(use.expression, until.span) });
}

/** A period, as the platform takes it: `minutes: 10`. */
export const periodHoles = ({ unit, amount }: Period): { $unit: Code; $amount: Code } => ({
  $unit: [unit],
  $amount: [String(amount)],
});
