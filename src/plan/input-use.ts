import type { Read } from "../ir/flow.js";

/** What a mapper reads, summed up; `all` is every output that exists at its place. */
export interface Needs {
  readonly prev: boolean;
  readonly item: boolean;
  readonly input: boolean;
  readonly index: boolean;
  readonly outputs: "all" | ReadonlySet<string>;
  /** Whether it reads what the record of arguments calls so. */
  readonly reads: (name: string) => boolean;
}

/** A mapper, or options: whatever reads of the arguments that a place has. */
export interface Reader {
  readonly reads: readonly Read[];
}

/** Sums up the reads of a mapper, or of options. A read of the whole context (`[]`) reads everything in it. */
export function needsOf(reader: Reader): Needs {
  const paths = reader.reads.map(({ path }) => path);
  const whole = paths.some((path) => path.length === 0);
  const reads = (name: string): boolean => whole || paths.some(([first]) => first === name);
  const names = paths.flatMap(([first, name]) => (first === "outputs" && name !== undefined ? [name] : []));
  const all = whole || paths.some((path) => path.length === 1 && path[0] === "outputs");
  return {
    prev: paths.some(([first]) => first === "prev"),
    item: paths.some(([first]) => first === "item"),
    input: reads("input"),
    index: reads("index"),
    outputs: all ? "all" : new Set(names),
    reads,
  };
}
