import type { Code } from "./code.js";
import type { Mapper, Read } from "./flow.js";
import type { Span } from "./source.js";

/** One option as it is written, such as `queue: "llm"`. */
export interface OptionProperty {
  /** None for a spread. */
  readonly name: string | undefined;
  readonly nameSpan: Span;
  readonly span: Span;
  /** The property, ready to stand in an object literal. */
  readonly code: Code;
  /** What it is, where it is a constant. */
  readonly value: unknown;
}

/** What a run is triggered with beside its payload and its key. */
export interface RunOptions {
  readonly span: Span;
  /** What they read of the arguments, where they are a function. */
  readonly reads: readonly Read[];
  readonly form:
    | { readonly kind: "properties"; readonly properties: readonly OptionProperty[] }
    | { readonly kind: "mapper"; readonly mapper: Mapper };
}

/** The options that a graph gives to one of its nodes. */
export interface NodeOptions {
  readonly nameSpan: Span;
  readonly options: RunOptions;
}
