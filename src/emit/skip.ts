import { type Code, type Local, local } from "../ir/code.js";
import { camelCase } from "../ir/names.js";
import type { Skip, StepPlan } from "../ir/plan.js";
import type { Span } from "../ir/source.js";
import { type Body, placed } from "./body.js";
import { useMapper } from "./mapper.js";
import type { Scope, Value } from "./scope.js";
import { fillTemplate } from "./templates.js";

/** Emits a step of statements: inside an `if`, where it may be skipped. `emit` gives the step's own value. */
export function emitSkippable(plan: StepPlan, scope: Scope, body: Body, emit: (body: Body) => Value): Value {
  const { skip, step } = plan;
  if (!skip) return emit(body);
  const name = camelCase(step.name);
  const $condition = conditionOf(skip, name, scope, body);
  const inner: Body = { ...body, statements: [] };
  const own = emit(inner);
  if (plan.result === "unread") {
    body.statements.push([fillTemplate("when-unread", { $condition, $body: lines(inner) })]);
    return own;
  }
  // The step's own variable lives in the block; this one outlives it.
  const variable = local(`${name}OrSkipped`);
  const value = skippedValue(skip, variable, own.type);
  const holes = { $result: declared(skip, variable, step.span), $Output: value.type, $condition, $value: own.code };
  const filled = fillTemplate("when", { ...holes, $body: lines(inner), $otherwise: otherwiseOf(skip, scope) });
  body.statements.push([filled]);
  return value;
}

/** Emits a step that is one expression, and is skipped by a conditional one. */
export function emitSkippableExpression(
  step: { readonly skip: Skip; readonly comment: string; readonly variable: Local; readonly span: Span },
  own: Value,
  scope: Scope,
  body: Body,
): Value {
  const { skip, comment, variable, span } = step;
  const value = skippedValue(skip, variable, own.type);
  const holes = {
    $comment: comment,
    $result: declared(skip, variable, span),
    $condition: conditionOf(skip, variable.prefer, scope, body),
    $value: own.code,
  };
  const filled = skip.isPassedOn
    ? fillTemplate("when-expression-passed-on", { ...holes, $Output: own.type, $otherwise: otherwiseOf(skip, scope) })
    : fillTemplate("when-expression", holes);
  body.statements.push(placed([filled], span));
  return value;
}

const skippedValue = (skip: Skip, variable: Local, type: Code): Value => ({
  code: [variable],
  type: skip.isPassedOn ? type : [...type, " | undefined"],
});

const otherwiseOf = (skip: Skip, scope: Scope): Code =>
  skip.isPassedOn && scope.prev ? scope.prev.code : ["undefined"];

function conditionOf({ condition }: Skip, name: string, scope: Scope, body: Body): Code {
  const use = useMapper(condition, scope, "prev-and-context", `${name}When`);
  body.declarations.push(...use.declarations);
  return placed(["(", ...use.expression, ")"], condition.span);
}

/** The variable's declaration: where what is passed on does not fit its type, TypeScript says so at its name. */
const declared = (skip: Skip, variable: Local, span: Span): Code =>
  skip.isPassedOn
    ? [{ kind: "fragment", code: [variable], span, bound: new Set(), globals: new Set(), question: skip.question }]
    : [variable];

/** Statements that belong together, without blank lines between them. */
export const lines = ({ statements }: Body): Code =>
  statements.flatMap((one, index): Code => (index === 0 ? one : ["\n", ...one]));
