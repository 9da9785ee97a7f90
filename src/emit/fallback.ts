import assert from "node:assert";
import { type Code, type Fragment, local } from "../ir/code.js";
import { camelCase } from "../ir/names.js";
import type { RunStepPlan } from "../ir/plan.js";
import { type Body, placed } from "./body.js";
import { undoIfCompleted, undoStatement } from "./compensation.js";
import { declareMapper, useMapper } from "./mapper.js";
import { runHoles, runOf } from "./run.js";
import type { Scope, Value } from "./scope.js";
import { fillTemplate } from "./templates.js";
import { errorType, outputType } from "./types.js";

/** Emits a run that something stands in for where it fails. */
export function emitFallback(plan: RunStepPlan, comment: string, scope: Scope, body: Body): Value {
  const { step, task } = plan;
  assert(step.fallback, "a step without a fallback");
  const name = camelCase(step.name);
  const run = local(`${name}Run`);
  const completed: Value = { code: [run, ".output"], type: outputType(task) };
  const add = plan.undo && undoStatement(plan.undo, { output: completed, run }, scope, body);
  const undo: Code = add ? ["\n", ...undoIfCompleted([run], add)] : [];
  const holes = runHoles(runOf(plan, scope), scope, body);
  if (plan.result === "unread") {
    // Nothing asks what stands in: the failure is passed over.
    const attempt = (): Fragment =>
      fillTemplate("attempt", { $comment: comment, $run: [run], $attempt: [fillTemplate("run-attempt", holes)] });
    const unchecked = add ? attempt() : fillTemplate("run-unchecked", { $comment: comment, ...holes });
    body.statements.push([...placed([unchecked], step.span), ...undo]);
    return { code: ["undefined"], type: ["undefined"] };
  }
  const result = local(name, `${name}Output`);
  const error: Value = { code: [fillTemplate("error-of-run", { $run: [run] })], type: errorType };
  const failed: Scope = { ...scope, named: new Map([["error", error]]) };
  const use = (plan.isTyped ? declareMapper : useMapper)(step.fallback, failed, "error-and-context", `${name}Fallback`);
  body.declarations.push(...use.declarations);
  const $otherwise = placed(["(", ...use.expression, ")"], step.fallback.span);
  const filled = fillTemplate("run-or-fallback", {
    $comment: comment,
    $attempt: [fillTemplate("run-attempt", holes)],
    $run: [run],
    $result: [result],
    $otherwise,
  });
  body.statements.push([...placed([filled], step.span), ...undo]);
  const otherwise: Code = use.returned ?? ["never"];
  const type = step.fallback.form.async ? ["Awaited<", ...otherwise, ">"] : otherwise;
  return { code: [result], type: [...outputType(task), " | ", ...type] };
}
