import type { Code } from "../ir/code.js";
import type { Keys } from "./keys.js";
import type { Span } from "../ir/source.js";

/** What has been emitted of a parent so far: statements of its `run`, and functions to declare above it. */
export interface Body {
  readonly statements: Code[];
  readonly declarations: Code[];
  /** How runs get their keys. */
  readonly keys: Keys;
}

/** How many statements may come before a variable whose type is not written. */
const FAR = 50;

/**
 * A variable, where it is declared. To know its type TypeScript looks at what it is made of, and at what that is made of:
 * in a series of more than a hundred runs it would run out of stack.
 */
export const declared = (variable: Code, type: Code, before: readonly unknown[]): Code =>
  before.length < FAR ? variable : [...variable, ": ", ...type];

/** Marks code as coming from a place, so that a type error in it is shown there. */
export const placed = (code: Code, span: Span): Code => [
  { kind: "fragment", code, span, bound: new Set(), globals: new Set() },
];
