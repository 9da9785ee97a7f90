import assert from "node:assert";
import type { CheckedFlow, Definition } from "../ir/flow.js";
import { camelCase, pascalCase } from "../ir/names.js";
import type { FlowPlan, PlannedContract, TaskRef } from "../ir/plan.js";
import { planGraph } from "./plan-graph.js";
import { planTrack } from "./plan-track.js";
import { isReserved } from "./reserved.js";

/** How to refer to what a node or step runs. */
export interface References {
  readonly task: (taskName: string) => TaskRef;
  readonly definition: (id: string) => TaskRef;
  readonly file: (definition: Definition) => string;
  readonly exportName: (definition: Definition) => string;
  /** Whether a step that is skipped passes on what came before it, by the name of the question. */
  readonly isPassedOn: (question: string) => boolean;
}

/**
 * Plans every definition of a flow. The same flow gives the same plan. `refused` names the steps that cannot pass on
 * what came before them, because it does not fit: TypeScript says so of the first draft.
 */
export function planFlow(flow: CheckedFlow, refused: ReadonlySet<string> = new Set()): FlowPlan {
  const contracts = planContracts(flow);
  const references = referencesOf(flow, contracts, refused);
  const parents = flow.definitions.map((definition) =>
    definition.kind === "track" ? planTrack(definition, references) : planGraph(definition, references),
  );
  return { contracts, parents };
}

/** Names the types of the contracts. Ids that differ only in punctuation are told apart by a number. */
function planContracts({ contracts }: CheckedFlow): PlannedContract[] {
  const taken = new Set<string>(["Task"]);
  return [...contracts.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((contract) => {
      const base = pascalCase(contract.id);
      let typeName = base;
      for (let count = 2; taken.has(typeName) || isReserved(typeName); count++) typeName = `${base}${count}`;
      taken.add(typeName);
      return { contract, typeName };
    });
}

function referencesOf(
  flow: CheckedFlow,
  contracts: readonly PlannedContract[],
  refused: ReadonlySet<string>,
): References {
  const typeNames = new Map(contracts.map(({ contract, typeName }) => [contract.id, typeName]));
  const definitions = new Map(flow.definitions.map((definition) => [definition.id, definition]));
  const file = ({ kind, id }: Definition): string => `${kind === "orchestrator" ? "orchestrators" : "tracks"}/${id}.ts`;
  const exportName = ({ kind, name }: Definition): string => {
    const plain = camelCase(name);
    return isReserved(plain) ? `${plain}${kind === "orchestrator" ? "Orchestrator" : "Track"}` : plain;
  };
  return {
    file,
    exportName,
    isPassedOn: (question) => !refused.has(question),
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
