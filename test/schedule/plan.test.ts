import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { local } from "../../src/ir/code.js";
import { nodesOfPart, type Part } from "../../src/ir/part.js";
import { decompose } from "../../src/plan/decompose.js";
import { addedRuns, depthOf, mostOpen } from "../../src/plan/open-runs.js";
import { orderOf } from "../../src/plan/order.js";
import { regionNames } from "../../src/plan/region-names.js";
import { criticalPath, simulate } from "../../src/plan/simulate.js";
import { wavesOf } from "../../src/plan/waves.js";
import { earliestStarts, type Graph, graphs } from "./graphs.js";

// The planner by itself, run on paper. That generated code does the same is what oracle.test.ts says.

const RUNS = 2000;
const free = (durations: readonly number[]) => ({
  durationOf: (node: number) => durations[node] ?? 0,
  perRun: 0,
  perResume: 0,
});
const timed = graphs(60).chain((graph) =>
  fc.record({
    graph: fc.constant(graph),
    durations: fc.array(fc.integer({ min: 1, max: 100 }), {
      minLength: graph.needs.length,
      maxLength: graph.needs.length,
    }),
  }),
);

/** What has to end before each node, by following every dependency. */
function ancestors({ needs }: Graph): Set<number>[] {
  const known = new Map<number, Set<number>>();
  const of = (node: number): Set<number> => {
    const found = known.get(node) ?? new Set((needs[node] ?? []).flatMap((need) => [need, ...of(need)]));
    known.set(node, found);
    return found;
  };
  return needs.map((_, node) => of(node));
}

function partsIn(part: Part): Part[] {
  return part.kind === "node" ? [part] : [part, ...part.parts.flatMap(partsIn)];
}

describe("the order of a graph", () => {
  test("keeps what has to end before what, with no edge that follows from others", () => {
    fc.assert(
      fc.property(graphs(40), (graph) => {
        const { given, needs, relation } = orderOf(graph.needs);
        const before = ancestors(graph);
        const reduced = ancestors({ needs });
        for (const [b, node] of given.entries()) {
          for (const [a, other] of given.entries()) {
            expect(relation(a, b)).toBe(before[node]?.has(other) ? 1 : before[other]?.has(node) ? 2 : 0);
          }
          expect(new Set([...(reduced[b] ?? [])].map((a) => given[a]))).toEqual(before[node]);
          for (const need of needs[b] ?? []) {
            const others = (needs[b] ?? []).filter((one) => one !== need);
            expect(others.some((one) => reduced[one]?.has(need))).toBe(false);
          }
        }
      }),
    );
  });
});

describe("an eager schedule", () => {
  test("runs every node once, as soon as what it needs has ended, and ends with the critical path", () => {
    fc.assert(
      fc.property(timed, ({ graph, durations }) => {
        const order = orderOf(graph.needs);
        const part = decompose(order);
        expect(nodesOfPart(part).toSorted((a, b) => a - b)).toEqual(graph.needs.map((_, node) => node));
        const { makespan, starts } = simulate(part, free(durations));
        expect(graph.needs.map((_, node) => starts.get(node))).toEqual(earliestStarts(graph, durations));
        const critical = criticalPath(order.needs, (node) => durations[order.given[node] ?? 0] ?? 0);
        expect(makespan).toBe(critical.length);
      }),
      { numRuns: RUNS },
    );
  });

  test("pulls only what is neither in series nor parallel, by its largest modules", () => {
    fc.assert(
      fc.property(graphs(24), (graph) => {
        const before = ancestors(graph);
        const how = (a: number, b: number): number => (before[b]?.has(a) ? 1 : before[a]?.has(b) ? 2 : 0);
        const isModule = (nodes: readonly number[], all: readonly number[]): boolean =>
          all.every((other) => nodes.includes(other) || new Set(nodes.map((node) => how(other, node))).size === 1);
        for (const part of partsIn(decompose(orderOf(graph.needs)))) {
          if (part.kind !== "pull") continue;
          const modules = part.parts.map(nodesOfPart);
          expect(modules.length).toBeGreaterThanOrEqual(4);
          const all = modules.flat();
          for (const module of modules) expect(isModule(module, all)).toBe(true);
          // Of a prime graph no two parts together are a module, nor is anything larger short of everything.
          for (const [index, one] of modules.entries()) {
            for (const other of modules.slice(index + 1)) expect(isModule([...one, ...other], all)).toBe(false);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test("does not depend on the order of the dependencies", () => {
    fc.assert(
      fc.property(graphs(40), (graph) => {
        const reversed = graph.needs.map((of) => of.toReversed());
        expect(decompose(orderOf(reversed))).toEqual(decompose(orderOf(graph.needs)));
      }),
    );
  });

  test("of waves that are exact adds no run", () => {
    const ladder = [[], [], [0, 1], [0, 1], [0, 1], [2, 3, 4], [5], [5]];
    const order = orderOf(ladder);
    expect(decompose(order)).toEqual(wavesOf(order));
    expect(addedRuns(decompose(order))).toBe(0);
  });

  test("that would be nested too deep is pulled instead, and as eager", () => {
    const caterpillar = Array.from({ length: 5000 }, (_, node) => (node < 2 ? [] : [node - 1 - (node % 2)]));
    const part = decompose(orderOf(caterpillar));
    expect(depthOf(part)).toBeLessThan(40);
    const durations = caterpillar.map((_, node) => node % 7);
    const { starts } = simulate(part, free(durations));
    expect(caterpillar.map((_, node) => starts.get(node))).toEqual(earliestStarts({ needs: caterpillar }, durations));
  });
});

describe("waves", () => {
  test("run every node once, and none before what it needs has ended", () => {
    fc.assert(
      fc.property(timed, ({ graph, durations }) => {
        const part = wavesOf(orderOf(graph.needs));
        const { starts } = simulate(part, free(durations));
        for (const [node, earliest] of earliestStarts(graph, durations).entries()) {
          expect(starts.get(node)).toBeGreaterThanOrEqual(earliest);
        }
        expect(addedRuns(part)).toBe(0);
        expect(depthOf(part)).toBe(1);
      }),
    );
  });
});

describe("what a plan takes", () => {
  test("is counted", () => {
    const lanes = decompose(orderOf([[], [], [0], [1], [2, 3]]));
    expect([addedRuns(lanes), depthOf(lanes), mostOpen(lanes, () => 1)]).toEqual([2, 2, 4]);
    const nShape = decompose(orderOf([[], [], [0], [0, 1]]));
    expect([addedRuns(nShape), depthOf(nShape), mostOpen(nShape, () => 1)]).toEqual([4, 2, 6]);
  });
});

describe("names of regions", () => {
  const owner = { name: "Flow", id: "flow", exportName: "flow" };
  const idsOf = (needs: readonly (readonly number[])[]): string[] => {
    const nameOf = regionNames(owner, new Set());
    const named = (part: Part): string[] => {
      if (part.kind === "node") return [];
      const regions =
        part.kind === "series" ? [] : part.parts.filter((one) => part.kind === "pull" || one.kind !== "node");
      const ids = regions.map(
        (one) =>
          nameOf(
            one,
            nodesOfPart(one).map((node) => `node ${node} track`),
          ).id,
      );
      return [...ids, ...part.parts.flatMap(named)];
    };
    return named(decompose(orderOf(needs)));
  };

  test("differ within a graph, and stay when an unrelated track is added", () => {
    fc.assert(
      fc.property(graphs(30), ({ needs }) => {
        const ids = idsOf(needs);
        expect(new Set(ids).size).toBe(ids.length);
        const more = idsOf([...needs, []]);
        // Beside another track, the whole may become a region of its own; nothing that was one is renamed.
        expect(ids.filter((id) => !more.includes(id))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("avoid the ids of other tasks", () => {
    const nameOf = regionNames(owner, new Set(["flow.a-to-b"]));
    const part: Part = {
      kind: "series",
      parts: [
        { kind: "node", node: 0 },
        { kind: "node", node: 1 },
      ],
    };
    expect(nameOf(part, ["A", "B"])).toEqual({ name: "A to B 2", id: "flow.a-to-b-2", symbol: local("flowAToB2") });
  });
});
