import assert from "node:assert";
import { nodesOfPart, type ParallelPart, type Part, type PullPart } from "../ir/part.js";
import type { NodePlan, Pulled, RegionPlan, Schedule } from "../ir/plan.js";
import { carried, type DataFlow, joinReads, type Reads, returnsIn, without } from "./data-flow.js";
import { stepKey } from "./keys.js";
import { BATCH_LIMIT } from "../ir/limits.js";
import type { RegionName } from "./region-names.js";
import { describe, titleOf } from "./region-title.js";

export interface ScheduledGraph {
  /** The name of the definition, for comments. */
  readonly owner: string;
  /** By the node's number. */
  readonly nodes: readonly NodePlan[];
  readonly flow: DataFlow;
  /** Whether regions are told where the graph stands in others. */
  readonly isTold: boolean;
  readonly nameOf: (part: Part, names: readonly string[]) => RegionName;
}

/** Makes runs, waves and regions of the parts of a graph, and settles what each region is given and gives back. */
export function scheduleOf(whole: Part, graph: ScheduledGraph): Schedule {
  const returns = returnsIn(graph.flow);

  const bodyOf = (part: Part, number: number): Schedule => {
    switch (part.kind) {
      case "node":
        return { kind: "run", node: nodeOf(part.node) };
      case "series": {
        const [first] = part.parts;
        if (first && part.parts.length === 1) return bodyOf(first, number);
        return { kind: "series", parts: part.parts.map((one, index) => bodyOf(one, index + 1)) };
      }
      case "parallel":
        return waveOf(part, number);
      case "pull":
        return pullOf(part, number);
    }
  };

  const nodeOf = (node: number): NodePlan => {
    const plan = graph.nodes[node];
    assert(plan, "a part with a node that its graph does not have");
    return plan;
  };

  const waveOf = (part: ParallelPart, number: number): Schedule => {
    const runs = part.parts.map((one) =>
      one.kind === "node" ? nodeOf(one.node) : regionOf(one, readsOf(one), [], false),
    );
    // A node that has to ask by itself whether it runs is a lane by now: these ask the same.
    const [first] = runs;
    return { kind: "wave", number, runs, guards: (first?.kind === "node" && first.standing?.guards) || [] };
  };

  /** Each part is a region that pulls those it needs, so that it is given the same whoever asks for it first. */
  const pullOf = ({ parts, needs }: PullPart, number: number): Schedule => {
    const siblings = new Set(parts.flatMap((part) => namesOf(part)));
    const owners = new Map(parts.flatMap((part, index) => namesOf(part).map((name) => [name, index] as const)));
    const regions: RegionPlan[] = [];
    const given: Reads[] = [];
    for (const [index, part] of parts.entries()) {
      const reads = readsOf(part);
      const read = [...reads.outputs].flatMap((name) => owners.get(name) ?? []);
      // An output may be read from further back than the nearest that are waited for: it is there by then.
      const pulled = [...new Set([...(needs[index] ?? []), ...read])].sort((a, b) => a - b);
      const all = joinReads([without(reads, siblings), ...pulled.flatMap((one) => given[one] ?? [])]);
      const pulls = pulled.flatMap((one): Pulled[] => {
        const region = regions[one];
        return region ? [{ region, reads: region.returns.filter((name) => reads.outputs.has(name)) }] : [];
      });
      given.push(all);
      regions.push(regionOf(part, all, pulls, true));
    }
    const outside = new Set(returns(parts.flatMap(nodesOfPart)));
    const reads = (region: RegionPlan): string[] => region.returns.filter((name) => outside.has(name));
    return {
      kind: "pull",
      number,
      regions,
      started: startedOf(regions.map((region) => ({ region, reads: reads(region) }))),
      takes: carried(joinReads(given), true),
    };
  };

  const regionOf = (part: Part, reads: Reads, pulls: readonly Pulled[], isPulled: boolean): RegionPlan => {
    const names = namesOf(part);
    const { name, id, symbol } = graph.nameOf(part, names);
    const label = describe(part, graph.flow.names);
    return {
      kind: "region",
      name,
      label,
      title: titleOf({ part, label, owner: graph.owner, pulls }),
      task: { id, type: { kind: "region", symbol } },
      key: stepKey(label),
      isTold: graph.isTold,
      takes: carried(reads, isPulled),
      pulls,
      schedule: bodyOf(part, 1),
      returns: returns(nodesOfPart(part)),
      isUndoable: isUndoable(part),
    };
  };

  const isUndoable = (part: Part): boolean => nodesOfPart(part).some((node) => nodeOf(node).undo !== undefined);
  const namesOf = (part: Part): string[] => nodesOfPart(part).map((node) => graph.flow.names[node] ?? "");
  const readsOf = (part: Part): Reads =>
    without(joinReads(nodesOfPart(part).flatMap((node) => graph.flow.reads[node] ?? [])), new Set(namesOf(part)));

  return bodyOf(whole, 1);
}

/**
 * All regions of a pull begin at once, unless one batch does not hold them: then those that others pull begin when they
 * are pulled, if nothing is read of them here and nothing in them can be undone.
 */
function startedOf(all: readonly Pulled[]): readonly Pulled[] {
  if (all.length <= BATCH_LIMIT) return all;
  const pulled = new Set(all.flatMap(({ region }) => region.pulls.map((one) => one.region)));
  return all.filter(({ region, reads }) => reads.length > 0 || region.isUndoable || !pulled.has(region));
}

/** The most runs in one batch of a schedule, those of its regions included. */
export function widestBatch(schedule: Schedule): number {
  const inside = (region: RegionPlan): number => Math.max(region.pulls.length, widestBatch(region.schedule));
  const widest = (sizes: readonly number[]): number => sizes.reduce((most, size) => Math.max(most, size), 1);
  switch (schedule.kind) {
    case "run":
      return 1;
    case "series":
      return widest(schedule.parts.map(widestBatch));
    case "wave":
      return widest([schedule.runs.length, ...schedule.runs.map((run) => (run.kind === "region" ? inside(run) : 1))]);
    case "pull":
      return widest([schedule.started.length, ...schedule.regions.map(inside)]);
  }
}
