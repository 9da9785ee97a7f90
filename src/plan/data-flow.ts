import type { Carried } from "../ir/plan.js";

/** What is read somewhere: the input, and outputs by name. */
export interface Reads {
  readonly input: boolean;
  readonly outputs: ReadonlySet<string>;
}

/** Which node reads what. */
export interface DataFlow {
  /** By the node's number. */
  readonly reads: readonly Reads[];
  /** By name, whether the end of the graph reads the output. */
  readonly isReadAtEnd: (name: string) => boolean;
  readonly names: readonly string[];
}

/** Everything that several readers read. */
export function joinReads(all: readonly Reads[]): Reads {
  return {
    input: all.some(({ input }) => input),
    outputs: new Set(all.flatMap(({ outputs }) => [...outputs])),
  };
}

/** What is read of the outside by those who make `own` themselves. */
export const without = ({ input, outputs }: Reads, own: ReadonlySet<string>): Reads => ({
  input,
  outputs: new Set([...outputs].filter((name) => !own.has(name))),
});

export const carried = ({ input, outputs }: Reads, run: boolean): Carried => ({
  run,
  input,
  outputs: [...outputs].sort(),
});

/** Finds which of some nodes have outputs that are read by others, or at the end. */
export function returnsIn({ reads, isReadAtEnd, names }: DataFlow): (own: readonly number[]) => string[] {
  const readers = new Map<string, number[]>();
  for (const [reader, { outputs }] of reads.entries()) {
    for (const name of outputs) {
      const known = readers.get(name);
      if (known) known.push(reader);
      else readers.set(name, [reader]);
    }
  }
  return (own) => {
    const inside = new Set(own);
    return own
      .map((node) => names[node] ?? "")
      .filter((name) => isReadAtEnd(name) || readers.get(name)?.some((reader) => !inside.has(reader)) === true);
  };
}
