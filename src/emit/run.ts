import type { Code, Fragment } from "../ir/code.js";
import type { Mapper } from "../ir/flow.js";
import { camelCase } from "../ir/names.js";
import type { RunOptions } from "../ir/options.js";
import type { NestedUndoPlan, ResultUse, RunStepPlan, TaskRef } from "../ir/plan.js";
import type { Span } from "../ir/source.js";
import { printString } from "../lift/literal.js";
import type { CallShape } from "./arguments.js";
import { type Body, placed } from "./body.js";
import { undoList } from "./compensation.js";
import type { HoleValues } from "./fill.js";
import { useMapper } from "./mapper.js";
import type { Followed } from "./progress.js";
import { runOptions } from "./options.js";
import type { Scope } from "./scope.js";
import { fillTemplate } from "./templates.js";
import { payloadType, taskType } from "./types.js";

/** One run: what it triggers, under which key, and how its payload is made. */
export interface Run {
  readonly task: TaskRef;
  readonly key: string;
  readonly inputMapper: Mapper | undefined;
  /** What the payload is called, where its mapper is declared as a function. */
  readonly inputName: string;
  readonly shape: CallShape;
  /** What is passed on without a mapper. */
  readonly passedOn: Code;
  readonly span: Span;
  readonly options: RunOptions | undefined;
  /** What the options are called, where they are made by a function. */
  readonly optionsName: string;
  /** What the task that runs has to compensate itself. */
  readonly nested: NestedUndoPlan | undefined;
  /** The node that it is, where its graph shows its progress. */
  readonly followed: Followed | undefined;
}

/** The run of a step. Without a mapper it takes what came before. */
export const runOf = ({ step, task, key, undo }: RunStepPlan, scope: Scope): Run => ({
  task,
  key,
  inputMapper: step.inputMapper,
  inputName: `${camelCase(step.name)}Input`,
  shape: "prev-and-context",
  passedOn: scope.prev?.code ?? [],
  span: step.span,
  options: step.options,
  optionsName: `${camelCase(step.name)}Options`,
  nested: undo?.kind === "nested" ? undo : undefined,
  followed: undefined,
});

/** The holes that every template of a run has. Declares the mapper, if that is a function. */
export function runHoles(run: Run, scope: Scope, body: Body) {
  const use = run.inputMapper && useMapper(run.inputMapper, scope, run.shape, run.inputName, payloadType([run.task]));
  body.declarations.push(...(use?.declarations ?? []));
  return {
    $Task: taskType(run.task),
    $id: run.task.id,
    $payload: placed(use?.expression ?? run.passedOn, run.inputMapper?.span ?? run.span),
    $key: body.keys.of(run.key, scope.input),
    options: runOptions(run.options, scope, run.shape, run.optionsName, body),
  };
}

/** A run as an expression: its output. */
export const runExpression = (run: Run, scope: Scope, body: Body): Code =>
  placed([outputExpression(runHoles(run, scope, body), run)], run.span);

/** What surrounds a run. */
export interface Around {
  readonly nested: NestedUndoPlan | undefined;
  readonly followed: Followed | undefined;
  /** What is called what the run did, among others of its step. */
  readonly part?: Code;
}

/** The output of a run, by the holes of its template. What is nested in it is added to what there is to undo. */
export function outputExpression(holes: HoleValues, { nested, followed, part }: Around): Fragment {
  if (nested) return fillTemplate("run-undoable", nestedHoles(nested, attempt(holes, followed), part));
  return followed
    ? fillTemplate("run-followed-output", { ...holes, ...followed })
    : fillTemplate("run-expression", holes);
}

/** The same, as what became of the run, which may have failed. */
export const attemptExpression = (holes: HoleValues, { nested, followed }: Around): Fragment =>
  nested ? fillTemplate("run-noted", nestedHoles(nested, attempt(holes, followed))) : attempt(holes, followed);

const attempt = (holes: HoleValues, followed: Followed | undefined): Fragment =>
  followed ? fillTemplate("run-followed", { ...holes, ...followed }) : fillTemplate("run-attempt", holes);

const nestedHoles = ({ name, keeper }: NestedUndoPlan, run: Fragment, part?: Code) => ({
  $undo: [undoList],
  $step: part ?? [printString(name)],
  $keeper: keeper,
  $attempt: [run],
});

/** A value as a statement of its own, by what becomes of it. */
export function valueStatement(
  $value: Code,
  { result, comment, variable }: { readonly result: ResultUse; readonly comment: string; readonly variable: Code },
): Fragment {
  switch (result) {
    case "read":
      return fillTemplate("transform", { $comment: comment, $value, $result: variable });
    case "unread":
      return fillTemplate("statement", { $comment: comment, $body: [...$value, ";"] });
    case "returned":
      return fillTemplate("transform-last", { $comment: comment, $value });
  }
}

/** Emits a run as a statement of its own. */
export function emitRun(
  run: Run,
  { result, comment, variable }: { result: RunStepPlan["result"]; comment: string; variable: Code },
  scope: Scope,
  body: Body,
): void {
  if (run.nested || run.followed) {
    const $value = runExpression(run, scope, body);
    return void body.statements.push([valueStatement($value, { result, comment, variable })]);
  }
  const values = { $comment: comment, ...runHoles(run, scope, body) };
  switch (result) {
    case "read":
      return void body.statements.push(placed([fillTemplate("run", { ...values, $result: variable })], run.span));
    case "unread":
      return void body.statements.push(placed([fillTemplate("run-unread", values)], run.span));
    case "returned":
      return void body.statements.push(placed([fillTemplate("run-last", values)], run.span));
  }
}
