import { type Code, local } from "../ir/code.js";
import { camelCase } from "../ir/names.js";
import type { TransformStepPlan } from "../ir/plan.js";
import { type Body, placed } from "./body.js";
import { declareMapper, useMapper } from "./mapper.js";
import type { Scope, Value } from "./scope.js";
import { emitSkippableExpression } from "./skip.js";
import { fillTemplate } from "./templates.js";

/** Emits a step that is computed in place. */
export function emitTransform(plan: TransformStepPlan, comment: string, scope: Scope, body: Body): Value {
  const { step, skip } = plan;
  const name = camelCase(step.name);
  const use = (plan.isTyped ? declareMapper : useMapper)(step.transform, scope, "prev-and-context", `${name}Of`);
  body.declarations.push(...use.declarations);
  const variable = local(name, `${name}Value`);
  const own: Value = {
    code: placed(use.expression, step.transform.span),
    type: typeOf(use.returned, step.transform.form.async),
  };
  if (skip) return emitSkippableExpression({ skip, comment, variable, span: step.span }, own, scope, body);
  const isLast = plan.result === "returned";
  const filled = isLast
    ? fillTemplate("transform-last", { $comment: comment, $value: own.code })
    : fillTemplate("transform", { $comment: comment, $value: own.code, $result: [variable] });
  body.statements.push(placed([filled], step.span));
  return { code: [variable], type: own.type };
}

/** The type of the value, by the function that gives it; that of an inline expression is never asked for. */
function typeOf(returned: Code | undefined, isAsync: boolean): Code {
  if (!returned) return ["never"];
  return isAsync ? ["Awaited<", ...returned, ">"] : returned;
}
