import assert from "node:assert";
import type { Report } from "../diagnostics/diagnostic.js";
import type { CheckedFlow, Definition, ScheduleMode } from "../ir/flow.js";
import { groupBy } from "../ir/group-by.js";
import { camelCase, pascalCase } from "../ir/names.js";
import type { FlowPlan, PlannedContract, TaskRef } from "../ir/plan.js";
import { reportLimits } from "./limits.js";
import { compensatedDefinitions } from "./compensations.js";
import { cronId, keeperId } from "./keys.js";
import { planGraph } from "./plan-graph.js";
import { progressNodes } from "./plan-progress.js";
import { planTrack } from "./plan-track.js";
import { isReserved } from "./reserved.js";
import { scheduleGraph, type ScheduledDefinition } from "./schedule-graph.js";

/** How to refer to what a node or step runs. */
export interface References {
  readonly task: (taskName: string) => TaskRef;
  readonly definition: (id: string) => TaskRef;
  readonly file: (definition: Definition) => string;
  readonly exportName: (definition: Definition) => string;
  /** All ids of tasks, those to be generated included. */
  readonly ids: ReadonlySet<string>;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Whether a definition is a node of a graph that shows its progress, by its id. */
  readonly isNode: (id: string) => boolean;
  /** Whether something is compensated in a definition, by its id. */
  readonly isCompensated: (id: string) => boolean;
  /** Whether a step that is skipped passes on what came before it, by the name of the question. */
  readonly isPassedOn: (question: string) => boolean;
}

/** What a flow is planned by. */
export interface PlanOptions {
  /** Holds where a definition does not say. */
  readonly schedule: ScheduleMode;
  /** The steps that cannot pass on what came before them, because it does not fit: TypeScript says so of a draft. */
  readonly refused?: ReadonlySet<string>;
}

/**
 * Plans every definition of a flow. The same flow gives the same plan. Reports where a plan goes beyond what the platform
 * takes.
 */
export function planFlow(flow: CheckedFlow, { schedule, refused }: PlanOptions, report: Report): FlowPlan {
  const contracts = planContracts(flow);
  const references = referencesOf(flow, contracts, refused ?? new Set());
  const graphs = scheduleGraphs(flow, schedule);
  const parents = flow.definitions.map((definition) => {
    if (definition.kind === "track") return planTrack(definition, references);
    const graph = graphs.get(definition.id);
    assert(graph, `a graph without a schedule: ${definition.id}`);
    return planGraph(definition, graph, references);
  });
  reportLimits(flow, graphs, parents, report);
  return { contracts, parents, listed: flow.listed };
}

/** The schedule of every graph of a flow, by the id of its definition. */
export const scheduleGraphs = (flow: CheckedFlow, schedule: ScheduleMode): ReadonlyMap<string, ScheduledDefinition> =>
  new Map(
    flow.definitions.flatMap((one) => (one.kind === "track" ? [] : [[one.id, scheduleGraph(one, schedule)] as const])),
  );

/** Names the types of the contracts. Ids that differ only in punctuation are told apart by a number. */
function planContracts({ contracts, tasks }: CheckedFlow): PlannedContract[] {
  const found = groupBy(
    tasks.filter(({ isExported, isTyped }) => isExported && isTyped),
    ({ id }) => id,
  );
  const taken = new Set<string>(["Task"]);
  return [...contracts.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((contract) => {
      const base = pascalCase(contract.id);
      let typeName = base;
      for (let count = 2; taken.has(typeName) || isReserved(typeName); count++) typeName = `${base}${count}`;
      taken.add(typeName);
      return { contract, typeName, found: contract.source.kind === "schemas" ? (found.get(contract.id) ?? []) : [] };
    });
}

const idsOf = (definition: Definition): string[] =>
  definition.kind === "orchestrator" && definition.cron ? [definition.id, cronId(definition.id)] : [definition.id];

function referencesOf(
  flow: CheckedFlow,
  contracts: readonly PlannedContract[],
  refused: ReadonlySet<string>,
): References {
  const typeNames = new Map(contracts.map(({ contract, typeName }) => [contract.id, typeName]));
  const definitions = new Map(flow.definitions.map((definition) => [definition.id, definition]));
  const progressing = progressNodes(flow.definitions);
  const compensated = compensatedDefinitions(flow);
  const file = ({ kind, id }: Definition): string => `${kind === "orchestrator" ? "orchestrators" : "tracks"}/${id}.ts`;
  const exportName = ({ kind, name }: Definition): string => {
    const plain = camelCase(name);
    return isReserved(plain) ? `${plain}${kind === "orchestrator" ? "Orchestrator" : "Track"}` : plain;
  };
  return {
    file,
    exportName,
    definitions,
    isNode: (id) => progressing.has(id),
    isPassedOn: (question) => !refused.has(question),
    isCompensated: (id) => compensated.has(id),
    ids: new Set([...flow.contracts.keys(), ...flow.definitions.flatMap(idsOf), ...[...compensated].map(keeperId)]),
    task(taskName) {
      const typeName = typeNames.get(taskName);
      assert(typeName !== undefined, `an unknown task passed the checks: ${taskName}`);
      return { id: taskName, type: { kind: "contract", typeName } };
    },
    definition(id) {
      const definition = definitions.get(id);
      assert(definition, `an unknown definition passed the checks: ${id}`);
      return { id, type: { kind: "parent", file: file(definition), exportName: exportName(definition) } };
    },
  };
}
