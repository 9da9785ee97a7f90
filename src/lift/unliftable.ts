import type { ts } from "ts-morph";

/** Why an expression cannot be carried. Thrown and caught within this folder: at its edge it is a diagnostic. */
export class Unliftable extends Error {
  readonly node: ts.Node;
  readonly why: string;
  readonly instead: string;

  constructor(node: ts.Node, why: string, instead: string) {
    super(why);
    this.node = node;
    this.why = why;
    this.instead = instead;
  }
}
