import type { Definition } from "../ir/flow.js";
import type { CompensationPlan, KeeperPlan } from "../ir/plan.js";
import { type BranchStep, compensateOf, type RunStep } from "../ir/step.js";
import { needsOf } from "./input-use.js";
import { keeperId } from "./keys.js";
import type { References } from "./plan-flow.js";

/** What undoes a step when it has completed. */
export function planCompensation(step: RunStep | BranchStep, references: References): CompensationPlan | undefined {
  const { name, compensate } = step;
  if (!compensate) return undefined;
  const { target, inputMapper } = compensate;
  return {
    of: compensate,
    task: references.task(target.taskName),
    name,
    isRead: inputMapper === undefined || needsOf(inputMapper).reads("output"),
  };
}

/** Whether something in a definition is compensated. */
export const isCompensated = (definition: Definition): boolean =>
  definition.kind !== "orchestrator" && definition.steps.some((step) => compensateOf(step) !== undefined);

/** The task that keeps what a definition has to compensate. */
export const planKeeper = (definition: Definition, references: References): KeeperPlan | undefined =>
  isCompensated(definition)
    ? { id: keeperId(definition.id), exportName: `${references.exportName(definition)}Compensations` }
    : undefined;
