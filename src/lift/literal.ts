import type { Graph } from "../load/graph.js";
import type { Data, Value } from "../load/evaluation.js";

/** Prints a captured value as a literal; `undefined` where it is not plain data. */
export function printLiteral(value: Value, graph: Graph, inside: readonly object[] = []): string | undefined {
  const entity = graph.entity(value);
  if (!entity) return printData(graph.data(value));
  if (inside.includes(entity)) return undefined;
  const print = (inner: Value): string | undefined => printLiteral(inner, graph, [...inside, entity]);
  if (entity.kind === "array") {
    const items = entity.items.map(print);
    return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
  }
  if (entity.kind !== "object") return undefined;
  const properties = entity.properties.map(([key, inner]) => {
    const text = print(inner);
    return text === undefined ? undefined : `${printKey(key)}: ${text}`;
  });
  return properties.includes(undefined) ? undefined : `{ ${properties.join(", ")} }`;
}

function printData(data: Data): string {
  if (typeof data === "string") return printString(data);
  if (typeof data === "bigint") return `${data}n`;
  return Object.is(data, -0) ? "-0" : String(data);
}

/** A string literal that is safe anywhere in a source file. */
export const printString = (text: string): string =>
  JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/** Text for the inside of a template literal, whatever stands before and after it there. */
export const templateText = (text: string): string =>
  printString(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("`", "\\`")
    .replace(/\$(?=\{|$)|^\{/g, "\\$&");

/** A property name: as an identifier where it is one, quoted otherwise. `__proto__` must not set the prototype. */
export function printKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return isIdentifier(key) ? key : printString(key);
}

/** Reads a property: `.name` where the name is an identifier, `["the name"]` or `[0]` otherwise. */
export function printAccess(key: string): string {
  if (isIdentifier(key)) return `.${key}`;
  return /^(0|[1-9]\d*)$/.test(key) ? `[${key}]` : `[${printString(key)}]`;
}

/** Whether a text can be written as a name. Reserved words are the namer's to avoid. */
export const isIdentifier = (text: string): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
