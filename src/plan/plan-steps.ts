import type { CompositeTrack, Mapper, Track } from "../ir/flow.js";
import type { ApprovalStepPlan, ResultUse, RunStepPlan, Skip, StepPlan, TaskRef } from "../ir/plan.js";
import {
  type ApprovalStep,
  type BranchCase,
  type BranchStep,
  compensateOf,
  mappersOf,
  type RunStep,
  type Step,
  type Target,
} from "../ir/step.js";
import { planCompensation, planNestedUndo, planUndo } from "./compensations.js";
import { itemKeyPrefix, stepKey } from "./keys.js";
import type { References } from "./plan-flow.js";
import { stepReads } from "./step-reads.js";

/** Plans steps in sequence: those of a track, or those that run first in a composite track. */
export function planSteps(definition: Track | CompositeTrack, references: References): StepPlan[] {
  const { steps } = definition;
  const question = (step: Step): string => `${definition.id} ${step.name}`;
  const isRead = stepReads(definition, (step) => references.isPassedOn(question(step)));
  const last = definition.kind === "track" ? steps.length - 1 : -1;
  return steps.map((step, index): StepPlan => {
    const result = resultOf(step, isRead(index), index === last);
    const skip = step.when && skipOf(step.when, question(step), references);
    const common = { result, skip };
    switch (step.kind) {
      case "run":
        return {
          ...planRun(step, references),
          ...common,
          isCounted: step.forEach !== undefined && references.isNode(definition.id),
          isTyped: skip !== undefined || declaresAfter(definition, index),
        };
      case "transform": {
        const isTyped = skip?.isPassedOn === true || declaresAfter(definition, index);
        return { kind: "transform", step, ...common, isTyped };
      }
      case "branch":
        return {
          kind: "branch",
          step,
          ...common,
          key: stepKey(step.name),
          ...planCases(step, references),
          compensation: planCompensation(step, references),
        };
      case "wait":
        return { kind: "wait", step, ...common, key: step.name };
      case "approval":
        return { kind: "approval", step, ...common, key: step.name, notify: planNotify(step, references) };
    }
  });
}

/** What a run step triggers, and under which key. */
export const planRun = (
  step: RunStep,
  references: References,
): Pick<RunStepPlan, "kind" | "step" | "task" | "key" | "undo"> => ({
  kind: "run",
  step,
  task: taskOf(step.target, references),
  key: step.forEach || step.repeat ? itemKeyPrefix(step.name) : stepKey(step.name),
  undo: planUndo(step, references),
});

/** What a target triggers. */
export const taskOf = (target: Target, references: References): TaskRef =>
  target.kind === "task" ? references.task(target.taskName) : references.definition(target.id);

/** A step that is one expression is returned at once; any other leaves its result in a variable. */
export const isExpression = (step: Step): boolean =>
  !step.when &&
  !compensateOf(step) &&
  (step.kind === "transform" || (step.kind === "run" && !step.forEach && !step.repeat && !step.fallback));

function resultOf(step: Step, isRead: boolean, isLast: boolean): ResultUse {
  if (isLast && isExpression(step)) return "returned";
  return isRead ? "read" : "unread";
}

const skipOf = (condition: Mapper, question: string, references: References): Skip => ({
  condition,
  isPassedOn: references.isPassedOn(question),
  question,
});

const planNotify = ({ name, notify }: ApprovalStep, references: References): ApprovalStepPlan["notify"] =>
  // No name has a colon, so no step has this key.
  notify && { task: taskOf(notify.target, references), key: stepKey(`${name}: notify`) };

function planCases(step: BranchStep, references: References) {
  const plan = (of: BranchCase) => ({
    of,
    task: taskOf(of.target, references),
    undo: step.compensate ? undefined : planNestedUndo(of.target, step.name, references),
  });
  return {
    cases: step.cases.map((one) => ({ literal: one.literal, literalSpan: one.literalSpan, ...plan(one) })),
    otherwise: step.otherwise && { literal: "default", literalSpan: step.otherwise.span, ...plan(step.otherwise) },
  };
}

/** Whether a function that comes after a step is declared beside the task, so that it names the types it takes. */
function declaresAfter(definition: Track | CompositeTrack, index: number): boolean {
  const later = definition.steps.slice(index + 1).flatMap(mappersOf);
  // A region is given outputs by their types.
  if (definition.kind === "composite" && definition.dependencies.length > 0) return true;
  const mappings = definition.kind === "composite" ? [...definition.mappings.values()].map(({ mapper }) => mapper) : [];
  return [...later, ...mappings].some(({ form }) => form.kind === "function");
}
