/**
 * Values of tasks as JSON, with a line break at the end. Tasks may return what JSON has no notation for: a `Map` becomes
 * an object or a list of pairs, a `Set` a list, a `bigint` the text of its digits.
 */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, plain, 2)}\n`;

function plain(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Set) return [...value];
  if (!(value instanceof Map)) return value;
  const pairs = [...value];
  return pairs.every(([key]) => typeof key === "string") ? Object.fromEntries(pairs) : pairs;
}
