import { type Code, isName, local } from "../ir/code.js";
import { camelCase } from "../ir/names.js";
import type { ApprovalStepPlan } from "../ir/plan.js";
import { type Body, placed } from "./body.js";
import { type Run, runExpression } from "./run.js";
import type { Scope, Value } from "./scope.js";
import { fillTemplate } from "./templates.js";
import { keptFor, waitKey } from "./wait.js";
import { schemaOutput } from "./types.js";

/** Emits a step that waits for an answer. Its schema has a name, so that its type has one too. */
export function emitApproval(plan: ApprovalStepPlan, comment: string, scope: Scope, body: Body): Value {
  const { step, key } = plan;
  const name = camelCase(step.name);
  const isNamed = isName([step.output]);
  const schema: Code = isNamed ? [step.output] : [local(`${name}Answer`)];
  const token = local(`${name}Token`);
  const result = local(name, `${name}Output`);
  if (!isNamed) body.declarations.push([fillTemplate("answer", { $Answer: schema, $schema: [step.output] }), "\n"]);
  const holes = {
    $comment: comment,
    $token: [token],
    $timeout: step.timeout,
    $key: waitKey(key, scope, body),
    options: keptFor(body),
    notifications: notification(plan, token, scope, body),
    $completed: [local(`${name}Completed`)],
    $result: [result],
    $Answer: schema,
    $wrong: `${step.name} was completed with something else: `,
  };
  const filled =
    step.onTimeout === undefined
      ? fillTemplate("approval", { ...holes, $late: `${step.name} was not completed in ${step.timeout}` })
      : fillTemplate("approval-or-value", { ...holes, $otherwise: [step.onTimeout] });
  body.statements.push(placed([filled], step.span));
  return { code: [result, ".data"], type: schemaOutput(schema) };
}

function notification(
  { step, notify }: ApprovalStepPlan,
  token: ReturnType<typeof local>,
  scope: Scope,
  body: Body,
): { $notify: Code }[] {
  if (!step.notify || !notify) return [];
  const run: Run = {
    task: notify.task,
    key: notify.key,
    inputMapper: step.notify.inputMapper,
    inputName: `${camelCase(step.name)}Notice`,
    shape: "context",
    passedOn: [],
    span: step.notify.span,
    options: undefined,
    optionsName: "",
    nested: undefined,
    followed: undefined,
  };
  const value: Value = { code: [token], type: ["{ id: string; url: string; publicAccessToken: string }"] };
  const own: Scope = { ...scope, named: new Map([["token", value]]) };
  return [{ $notify: [...runExpression(run, own, body), ";"] }];
}
