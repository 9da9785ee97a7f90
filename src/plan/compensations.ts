import type { CheckedFlow, Definition } from "../ir/flow.js";
import type { CompensationPlan, KeeperPlan, NestedUndoPlan, UndoPlan } from "../ir/plan.js";
import { type BranchStep, compensateOf, type RunStep, type Target, targetsOf } from "../ir/step.js";
import { needsOf } from "./input-use.js";
import { keeperId } from "./keys.js";
import type { References } from "./plan-flow.js";

/** What undoes a run step: its own compensation or, without one, those of the track that it runs. */
export const planUndo = (step: RunStep, references: References): UndoPlan | undefined =>
  planCompensation(step, references) ?? planNestedUndo(step.target, step.name, references);

/** What a step or node has to undo that runs a definition with compensations. */
export const planNestedUndo = (target: Target, name: string, references: References): NestedUndoPlan | undefined =>
  target.kind === "definition" && references.isCompensated(target.id)
    ? { kind: "nested", keeper: keeperId(target.id), name }
    : undefined;

/** What undoes a step when it has completed. */
export function planCompensation(step: RunStep | BranchStep, references: References): CompensationPlan | undefined {
  const { name, compensate } = step;
  if (!compensate) return undefined;
  const { target, inputMapper } = compensate;
  return {
    kind: "task",
    of: compensate,
    task: references.task(target.taskName),
    name,
    isRead: inputMapper === undefined || needsOf(inputMapper).reads("output"),
  };
}

/** The task that keeps what a definition has to compensate. */
export const planKeeper = (definition: Definition, references: References): KeeperPlan | undefined =>
  references.isCompensated(definition.id)
    ? { id: keeperId(definition.id), exportName: `${references.exportName(definition)}Compensations` }
    : undefined;

/** The definitions, by id, in which something is compensated: in their own steps, or in what they run. */
export function compensatedDefinitions({ definitions }: Pick<CheckedFlow, "definitions">): ReadonlySet<string> {
  const byId = new Map(definitions.map((one) => [one.id, one]));
  const known = new Map<string, boolean>();
  const isCompensated = ({ id, ...of }: Definition): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, false); // a definition that contains itself is reported elsewhere
    const steps = of.kind === "orchestrator" ? [] : of.steps;
    const targets = [...steps.flatMap(targetsOf), ...(of.kind === "track" ? [] : of.nodes.map(({ target }) => target))];
    const inner = targets.flatMap((target) => (target.kind === "definition" ? (byId.get(target.id) ?? []) : []));
    const result = steps.some((step) => compensateOf(step)) || inner.some(isCompensated);
    known.set(id, result);
    return result;
  };
  return new Set(definitions.filter(isCompensated).map(({ id }) => id));
}
