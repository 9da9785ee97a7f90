// What definitions compute with, and what their tasks do: pure, so that the oracle and generated code come to the same.
// The text of this module is also a module of the project that is compiled.

/** A number below 97 that depends on everything it is given, and on the order. */
export function mix(salt: number, ...values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => (sum * 31 + trace(value) + 7) % 97, salt);
}

/** The id of a failed run is not to be foreseen, and the number of a flow means nothing: these leave no trace. */
function trace(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "string") {
    const letters = [...value.replaceAll(/flow-\d+/g, "flow")];
    return letters.reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 97, 5);
  }
  if (Array.isArray(value)) return mix(11 + value.length, ...value);
  if (typeof value !== "object" || value === null) return value === null ? 83 : 89;
  const entries = Object.entries(value).filter(([key]) => key !== "runId");
  return mix(13, ...entries.sort(([a], [b]) => (a < b ? -1 : 1)).flat());
}

/** None to three numbers. */
export const listOf = (n: number): number[] => Array.from({ length: n % 4 }, (_, index) => mix(n, index));

export const letterOf = (n: number): "a" | "b" | "c" => (n % 3 === 0 ? "a" : n % 3 === 1 ? "b" : "c");

/** What each task does. Some refuse some payloads. */
export const acts = {
  work: (n: number): number => (n % 12 === 5 ? refuse(n) : mix(1, n)),
  list: (n: number): number[] => (n % 24 === 7 ? refuse(n) : listOf(n)),
  sum: (all: number[]): number => mix(2, all),
  undo: (n: number): number => (n % 6 === 1 ? refuse(n) : n),
};

export type TaskName = keyof typeof acts;

/** Seconds that a task takes for a payload. */
export const secondsOf = (task: TaskName, payload: unknown): number => 1 + (mix(task.length, payload) % 5);

function refuse(n: number): never {
  throw new Error(`${n} is refused`);
}
