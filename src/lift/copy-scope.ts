import type { ts } from "ts-morph";
import type { Part } from "../ir/code.js";
import type { Read } from "../ir/flow.js";
import type { Value } from "../load/evaluation.js";

/** What the names in a piece of source mean, when it is copied. */
export interface CopyScope {
  /** What is declared in here moves along. */
  readonly within: readonly ts.Node[];
  readonly captures: ReadonlyMap<string, Value>;
  /** Parameters that are reduced away, and what each stands for. */
  readonly parameters: ReadonlyMap<ts.Declaration, readonly string[]>;
  /** Names that the copy declares, as symbols, so that they can be renamed. */
  readonly declares: ReadonlyMap<ts.Node, Part>;
  readonly reads: Read[];
}

export const emptyScope = (...within: ts.Node[]): CopyScope => ({
  within,
  captures: new Map(),
  parameters: new Map(),
  declares: new Map(),
  reads: [],
});
