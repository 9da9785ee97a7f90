import { type Code, type Local, local } from "../ir/code.js";
import { camelCase, graphVariable } from "../ir/names.js";
import type { Carried } from "../ir/plan.js";
import type { Keys } from "./keys.js";
import type { Value } from "./scope.js";

/** What all functions of a graph's file share. */
export interface GraphFile {
  readonly kind: "composite" | "orchestrator";
  /** The name of the definition. */
  readonly owner: string;
  /** The types of all outputs as they are kept, by name; of nodes with policies once they are emitted. */
  readonly types: Map<string, Code>;
  /** What nodes with policies give where they are there, by name: the same without status. */
  readonly given: Map<string, Code>;
  /** The nodes that are kept as a status. */
  readonly settled: ReadonlySet<string>;
  /** The names of the steps that run before the graph. */
  readonly steps: readonly string[];
  /** Functions that are declared at the top. */
  readonly declarations: Code[];
  readonly keys: Keys;
  /** What says how far the graph is, where it shows that. */
  readonly progress: Local | undefined;
  /** Regions, those inside others first. */
  readonly regions: Code[];
  /** The names of the regions, as other modules know them. */
  readonly exports: Local[];
  readonly locals: Locals;
}

/** Names that mean the same in every function of the file: each is its own there, so they need not differ. */
export interface Locals {
  readonly input: Local;
  readonly flow: Local;
  readonly ctx: Local;
  /** The output of a node, or its run where it is awaited in a batch; what it is first decides on a longer name. */
  readonly ofNode: (name: string, as?: "Output" | "Run") => Local;
  /** The run of a node, where what is kept of it is made from that. */
  readonly ofRun: (name: string) => Local;
  readonly ofRegion: (name: string) => Local;
  readonly ofBatch: (name: string) => Local;
}

/** Where a part of a graph is emitted: one function, and what is known in it so far. */
export interface Frame {
  readonly file: GraphFile;
  readonly statements: Code[];
  readonly input: Value;
  /** Outputs by name: of leading steps, of nodes that ran here, and of those that the region was given. */
  readonly outputs: Map<string, Value>;
  /** What the region was given, where that is more than the input. */
  readonly flow: { readonly code: Code; readonly takes: Carried } | undefined;
}

export function localsOf(input: Local): Locals {
  const known = new Map<string, Local>();
  const once = (key: string, prefer: string, otherwise: string): Local => {
    const found = known.get(key) ?? local(prefer, otherwise);
    known.set(key, found);
    return found;
  };
  return {
    input,
    flow: local("flow"),
    ctx: local("ctx"),
    ofNode: (name, as = "Output") => once(`node ${name}`, graphVariable(name), `${graphVariable(name)}${as}`),
    ofRun: (name) => once(`run ${name}`, `${graphVariable(name)}Run`, `${graphVariable(name)}Run`),
    ofRegion: (name) => once(`region ${name}`, `${camelCase(name)}Run`, `${camelCase(name)}Run`),
    ofBatch: (name) => once(`batch ${name}`, name, name),
  };
}
