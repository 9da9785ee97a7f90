import { type Code, joinCode, local } from "../ir/code.js";
import { camelCase, pascalCase } from "../ir/names.js";
import type { BranchStepPlan, CasePlan, TaskRef } from "../ir/plan.js";
import { printString } from "../lift/literal.js";
import { type Body, placed } from "./body.js";
import { undoStatement } from "./compensation.js";
import { useMapper } from "./mapper.js";
import { type Run, runExpression } from "./run.js";
import type { Scope, Value } from "./scope.js";
import { fillTemplate } from "./templates.js";
import { outputType } from "./types.js";

/** Emits a step that runs one of several tasks. */
export function emitBranch(plan: BranchStepPlan, comment: string, scope: Scope, body: Body): Value {
  const { step, cases, otherwise, compensation } = plan;
  const name = camelCase(step.name);
  const use = useMapper(step.on, scope, "prev-and-context", `${name}CaseOf`);
  body.declarations.push(...use.declarations);
  const result = local(name, `${name}Output`);
  const isRead = plan.result !== "unread" || compensation?.isRead === true;
  const run = (one: CasePlan): Code => {
    const expression = runExpression(runOf(plan, one, scope), scope, body);
    return isRead ? [fillTemplate("assign", { $result: [result], $value: expression })] : [...expression, ";"];
  };
  const type = joinCode(distinct([...cases, ...(otherwise ? [otherwise] : [])].map(({ task }) => task)), " | ");
  const holes = {
    $comment: comment,
    $case: [local(`${name}Case`)],
    $choice: placed(use.expression, step.on.span),
    results: isRead ? [{ $result: [result], $Output: type }] : [],
    cases: cases.map((one) => ({ $literal: placed([printed(one.literal)], one.literalSpan), $body: run(one) })),
  };
  const filled = otherwise
    ? fillTemplate("branch-with-default", { ...holes, $otherwise: run(otherwise) })
    : fillTemplate("branch", { ...holes, $missing: `${step.name} has no case for ` });
  const value: Value = { code: [result], type };
  const undo: Code = compensation ? ["\n", ...undoStatement(compensation, { output: value }, scope, body)] : [];
  body.statements.push([...placed([filled], step.span), ...undo]);
  return value;
}

const runOf = ({ step, key }: BranchStepPlan, { of, task, literal, undo }: CasePlan, scope: Scope): Run => ({
  task,
  key,
  inputMapper: of.inputMapper,
  inputName: `${camelCase(step.name)}${pascalCase(String(literal))}Input`,
  shape: "prev-and-context",
  passedOn: scope.prev?.code ?? [],
  span: of.span,
  options: undefined,
  optionsName: "",
  nested: undo,
  followed: undefined,
});

const printed = (literal: string | number): string =>
  typeof literal === "number" ? String(literal) : printString(literal);

/** The output types of several tasks, each once. */
const distinct = (tasks: readonly TaskRef[]): Code[] =>
  tasks.filter((task, index) => tasks.findIndex(({ id }) => id === task.id) === index).map(outputType);
