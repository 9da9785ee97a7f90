import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { CheckedFlow, Definition } from "../ir/flow.js";
import { BATCH_LIMIT, DEV_SLOTS, METADATA_LIMIT } from "../ir/limits.js";
import type { ParentPlan } from "../ir/plan.js";
import { targetsOf } from "../ir/step.js";
import { addedRuns, mostOpen } from "./open-runs.js";
import { progressSize } from "./progress-size.js";
import { widestBatch } from "./schedule.js";
import type { ScheduledDefinition } from "./schedule-graph.js";

/** Reports batches that are too large, and graphs that may not find a slot for all that waits in them. */
export function reportLimits(
  flow: CheckedFlow,
  graphs: ReadonlyMap<string, ScheduledDefinition>,
  plans: readonly ParentPlan[],
  report: Report,
): void {
  const parents = new Map(plans.map((plan) => [plan.id, plan]));
  const openOf = openRunsOf(flow, graphs);
  reportProgress(flow, report);
  for (const { id, kind, name, nameSpan: span } of flow.definitions) {
    const graph = graphs.get(id);
    if (!graph) continue;
    const owner = `The ${kind === "composite" ? "composite track" : kind} ${JSON.stringify(name)}`;
    const schedule = parents.get(id)?.schedule;
    const count = schedule ? widestBatch(schedule) : 0;
    const open = openOf(id);
    if (count > BATCH_LIMIT) report(diagnostic("batch-too-large", { span }, { count, owner }));
    else if (open > DEV_SLOTS) {
      report(diagnostic("many-open-runs", { span }, { open, owner, hasRegions: addedRuns(graph.part) > 0 }));
    }
  }
}

/** Reports progress that would not fit into the metadata of a run. */
function reportProgress({ definitions }: CheckedFlow, report: Report): void {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  for (const definition of definitions) {
    if (definition.kind !== "orchestrator" || !definition.progress) continue;
    const { name, id, nameSpan: span } = definition;
    const kilobytes = Math.ceil(progressSize(definition, id, byId) / 1024);
    if (kilobytes * 1024 > METADATA_LIMIT) report(diagnostic("progress-too-large", { span }, { name, kilobytes }));
  }
}

/** How many runs one run of a definition can have open at once, itself included. What runs per item counts once. */
export function openRunsOf(
  { definitions }: CheckedFlow,
  graphs: ReadonlyMap<string, ScheduledDefinition>,
): (id: string) => number {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const known = new Map<string, number>();
  const openOf = (id: string): number => {
    const found = known.get(id) ?? 1 + inside(byId.get(id));
    known.set(id, found);
    return found;
  };
  const inside = (definition: Definition | undefined): number => {
    if (!definition) return 1;
    const steps = definition.kind === "orchestrator" ? [] : definition.steps.flatMap(targetsOf);
    const ofSteps = steps.map((target) => (target.kind === "definition" ? openOf(target.id) : 1));
    const graph = graphs.get(definition.id);
    if (!graph || definition.kind === "track") return Math.max(1, ...ofSteps);
    const ofGraph = mostOpen(graph.part, (node) => {
      const target = definition.nodes[node]?.target;
      return target?.kind === "definition" ? openOf(target.id) : 1;
    });
    return Math.max(ofGraph, ...ofSteps);
  };
  return openOf;
}
