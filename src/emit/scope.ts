import { type Code, joinCode } from "../ir/code.js";
import { printAccess, printKey, printString } from "../lift/literal.js";

/** A value that exists at some place of a parent: how it is read, and its type. */
export interface Value {
  readonly code: Code;
  readonly type: Code;
}

/** What a mapper can read where it stands. Outputs are in the order in which they came to be. */
export interface Scope {
  readonly prev: Value | undefined;
  readonly input: Value;
  readonly outputs: ReadonlyMap<string, Value>;
  readonly index: Value | undefined;
  readonly item: Value | undefined;
  /** What only some functions get beside, by name: the round of a repeated step, the token of an approval. */
  readonly named?: ReadonlyMap<string, Value>;
  /** For a merge, outputs are a tuple rather than a record. */
  readonly isTuple: boolean;
}

/** The code for what a mapper reads, by its path. */
export function readPath(scope: Scope, path: readonly string[]): Code {
  const [first, ...rest] = path;
  if (first === "outputs") {
    const [name, ...inner] = rest;
    if (name === undefined) return recordOf(scope, "all").code;
    const output = scope.outputs.get(name);
    // Not an output, such as `outputs.length`: read it off the record, and let the type check judge.
    return output ? [...output.code, ...access(inner)] : ["(", ...recordOf(scope, "all").code, ")", ...access(rest)];
  }
  const value = valueNamed(scope, first);
  return [...(value?.code ?? ["undefined"]), ...access(rest)];
}

function valueNamed(scope: Scope, name: string | undefined): Value | undefined {
  switch (name) {
    case "prev":
      return scope.prev;
    case "input":
      return scope.input;
    case "index":
      // What undoes an item is given its place by name.
      return scope.index ?? scope.named?.get(name);
    case "item":
      return scope.item;
    default:
      return scope.named?.get(name ?? "");
  }
}

/** The type of what {@link readPath} reads. */
export function typeAtPath(scope: Scope, [first, ...rest]: readonly string[]): Code {
  const output = first === "outputs" ? scope.outputs.get(rest.shift() ?? "") : undefined;
  const value = output ?? (first === "prev" ? scope.prev : first === "input" ? scope.input : undefined);
  return value ? ["(", ...value.type, ")", ...rest.map(printIndex)] : ["never"];
}

/** The type of a property: `["name"]`. */
export const printIndex = (name: string): string => `[${printString(name)}]`;

/** Reads one property after the other. */
export const access = (path: readonly string[]): Code => path.map(printAccess);

/** The outputs as one value: all of them, or those that are read. */
export function recordOf(scope: Scope, which: "all" | ReadonlySet<string>): Value {
  const entries = [...scope.outputs].filter(([name]) => which === "all" || scope.isTuple || which.has(name));
  if (scope.isTuple) {
    return {
      code: [
        "[",
        ...joinCode(
          entries.map(([, { code }]) => code),
          ", ",
        ),
        "]",
      ],
      type: [
        "[",
        ...joinCode(
          entries.map(([, { type }]) => type),
          ", ",
        ),
        "]",
      ],
    };
  }
  return record(entries);
}

/** An object of these values, and its type. */
export function record(entries: readonly (readonly [string, Value])[]): Value {
  if (entries.length === 0) return { code: ["{}"], type: ["{}"] };
  return {
    code: [
      "{ ",
      ...joinCode(
        entries.map(([name, { code }]): Code => [{ kind: "shorthand", key: name, value: code }]),
        ", ",
      ),
      " }",
    ],
    type: [
      "{ ",
      ...joinCode(
        entries.map(([name, { type }]): Code => [`${printKey(name)}: `, ...type]),
        "; ",
      ),
      " }",
    ],
  };
}
