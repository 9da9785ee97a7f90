import type { Mapper } from "../ir/flow.js";

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

/** Sums up the reads of a mapper. A read of the whole context (`[]`) reads everything in it. */
export function needsOf(mapper: Mapper): Needs {
  const paths = mapper.reads.map(({ path }) => path);
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
