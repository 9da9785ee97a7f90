import fc from "fast-check";

/** A graph without cycles: for each node, the numbers of the nodes it needs, in any order of definition. */
export interface Graph {
  readonly needs: readonly (readonly number[])[];
}

/**
 * Graphs of every kind that matters here: edges at random (few are series-parallel), layers, and nested series and
 * parallel parts with an edge too many here and there. The order of definition is mixed.
 */
export const graphs = (maxSize: number): fc.Arbitrary<Graph> =>
  fc
    .record({
      size: fc.integer({ min: 1, max: maxSize }),
      kind: fc.constantFrom("random", "layers", "nested"),
      density: fc.integer({ min: 1, max: 4 }),
      seed: fc.integer({ min: 1, max: 2 ** 30 }),
    })
    .map(({ size, kind, density, seed }) => {
      const below = randomBelow(seed);
      const needs =
        kind === "random"
          ? atRandom(size, density, below)
          : kind === "layers"
            ? inLayers(size, density, below)
            : nested(size, below);
      return { needs: renumber(needs, below) };
    });

type Below = (limit: number) => number;

/** A small seeded generator, so that a graph can be shrunk by its size and found again by its seed. */
function randomBelow(seed: number): Below {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * limit);
  };
}

const atRandom = (size: number, density: number, below: Below): number[][] =>
  Array.from({ length: size }, (_, node) =>
    node === 0 ? [] : Array.from({ length: below(density + 1) }, () => below(node)),
  );

function inLayers(size: number, density: number, below: Below): number[][] {
  const width = 1 + below(6);
  return Array.from({ length: size }, (_, node) => {
    const from = (Math.floor(node / width) - 1) * width;
    return from < 0 ? [] : Array.from({ length: 1 + below(density) }, () => from + below(width));
  });
}

/** Series and parallel parts inside each other, and now and then one edge that does not fit. */
function nested(size: number, below: Below): number[][] {
  const needs: number[][] = Array.from({ length: size }, () => []);
  const build = (from: number, to: number, before: readonly number[]): number[] => {
    if (to - from === 1) {
      needs[from] = [...before];
      return [from];
    }
    const middle = from + 1 + below(to - from - 1);
    const left = build(from, middle, before);
    return below(2) === 0 ? build(middle, to, left) : [...left, ...build(middle, to, before)];
  };
  build(0, size, []);
  const extra = size > 1 ? Array.from({ length: below(3) }, () => 1 + below(size - 1)) : [];
  for (const node of extra) needs[node]?.push(below(node));
  return needs;
}

function renumber(needs: readonly (readonly number[])[], below: Below): number[][] {
  const order = needs.map((_, node) => node);
  for (let at = order.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const renamed: number[][] = needs.map(() => []);
  for (const [node, of] of needs.entries()) renamed[order[node] ?? 0] = of.map((need) => order[need] ?? 0);
  return renamed;
}

/** When each node can begin at the earliest: as soon as all that it needs has ended. */
export function earliestStarts({ needs }: Graph, durations: readonly number[]): number[] {
  const known = new Map<number, number>();
  const startOf = (node: number): number => {
    const found = known.get(node);
    if (found !== undefined) return found;
    const start = Math.max(0, ...(needs[node] ?? []).map((need) => startOf(need) + (durations[need] ?? 0)));
    known.set(node, start);
    return start;
  };
  return needs.map((_, node) => startOf(node));
}
