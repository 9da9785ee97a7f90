import { type Code, local } from "../ir/code.js";
import { camelCase } from "../ir/names.js";
import type { StepPlan } from "../ir/plan.js";
import { type Body, placed } from "./body.js";
import { emitEach } from "./each.js";
import type { CallShape } from "./arguments.js";
import { useMapper } from "./mapper.js";
import { runOptions } from "./options.js";
import type { Scope, Value } from "./scope.js";
import { fillTemplate } from "./templates.js";
import { outputType, taskType } from "./types.js";

/** Emits steps in sequence; gives the scope after the last. */
export function emitSteps(steps: readonly StepPlan[], start: Scope, body: Body): Scope {
  let scope = start;
  for (const [index, plan] of steps.entries()) {
    const { step } = plan;
    const title = `Step ${index + 1}: ${step.name}${step.name === step.taskName ? "" : ` (${step.taskName})`}`;
    const result = step.forEach
      ? emitEach(plan, step.forEach, `${title}, once per item, at most 1,000 to a batch`, scope, body)
      : emitSingle(plan, title, scope, body);
    scope = { ...scope, prev: result, outputs: new Map([...scope.outputs, [step.name, result]]) };
  }
  return scope;
}

function emitSingle(plan: StepPlan, comment: string, scope: Scope, body: Body): Value {
  const name = camelCase(plan.step.name);
  const result = local(name, `${name}Output`);
  emitRun(plan, comment, scope, "prev-and-context", scope.prev?.code ?? [], body, [result]);
  return { code: [result], type: outputType(plan.task) };
}

/** Emits one run. Without a mapper it takes `passedOn`. */
export function emitRun(
  plan: StepPlan,
  comment: string,
  scope: Scope,
  shape: CallShape,
  passedOn: Code,
  body: Body,
  result: Code = [],
): void {
  const { step, task, key } = plan;
  const use = step.inputMapper && useMapper(step.inputMapper, scope, shape, `${camelCase(step.name)}Input`);
  body.declarations.push(...(use?.declarations ?? []));
  const values = {
    $comment: comment,
    $Task: taskType(task),
    $id: task.id,
    $payload: placed(use?.expression ?? passedOn, step.inputMapper?.span ?? step.span),
    $key: body.keys.of(key, scope.input),
    options: runOptions(step.options, scope, shape, `${camelCase(step.name)}Options`, body),
  };
  switch (plan.result) {
    case "read":
      return void body.statements.push(placed([fillTemplate("run", { ...values, $result: result })], step.span));
    case "unread":
      return void body.statements.push(placed([fillTemplate("run-unread", values)], step.span));
    case "returned":
      return void body.statements.push(placed([fillTemplate("run-last", values)], step.span));
  }
}
