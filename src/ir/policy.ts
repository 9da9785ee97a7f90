import type { Mapper } from "./flow.js";
import type { Span } from "./source.js";

/** What a failed node does: it ends the graph, or is told to those who read its output. */
export type FailurePolicy = "halt" | "continue";

/** What an entry of a graph says of its node, beside what it runs. */
export interface NodePolicy {
  /** Its own policy, if it has one. */
  readonly onFailure: { readonly policy: FailurePolicy; readonly span: Span } | undefined;
  /** Whether it runs; always, if there is none. */
  readonly when: Mapper | undefined;
  /** What stands in for its output where it has failed. */
  readonly fallback: Mapper | undefined;
}

/** What a node gives, where it may run or not, or where its failure does not end the graph. */
export interface Standing {
  readonly failure: "halt" | "continue" | Fallback;
  /** The nodes that may be missing, and without which it is skipped. */
  readonly guards: readonly Guard[];
  readonly when: Mapper | undefined;
  /** Whether what it gives is kept as a status: it may be missing, or a reader asks what became of it. */
  readonly isSettled: boolean;
}

export interface Fallback {
  readonly mapper: Mapper;
  /** Whether the type of its value has to have a name, because a region or a declared function takes it. */
  readonly isTyped: boolean;
}

/** A node that has to be there for another to run. */
export interface Guard {
  readonly name: string;
  /** Whether it has a condition: skipped by that, it is not missing, and gives `undefined`. */
  readonly isConditional: boolean;
}

/** How a reader finds a node whose status is kept: by the output that it has, or by that or `undefined`. */
export type View = "output" | "output-or-undefined";
