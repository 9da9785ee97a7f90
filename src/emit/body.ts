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

/** Marks code as coming from a place, so that a type error in it is shown there. */
export const placed = (code: Code, span: Span): Code => [
  { kind: "fragment", code, span, bound: new Set(), globals: new Set() },
];
