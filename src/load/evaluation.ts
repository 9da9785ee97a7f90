/** What the worker sends back: the values of the definition modules as plain data, each with where it was written. */
export interface Evaluation {
  /** All objects, functions and schemas, by the index that {@link Value} refers to. */
  readonly entities: readonly Entity[];
  readonly definitions: readonly { readonly kind: DefinitionKind; readonly entity: number }[];
  readonly registries: readonly number[];
  readonly exports: readonly { readonly file: string; readonly name: string; readonly value: Value }[];
  readonly contracts: readonly PrintedContract[];
}

export type DefinitionKind = "track" | "composite" | "orchestrator";

export type Value =
  { readonly kind: "data"; readonly data: Data } | { readonly kind: "entity"; readonly entity: number };

/** Plain data without identity. Structured clone carries all of it between threads. */
export type Data = string | number | bigint | boolean | null | undefined;

export type Entity =
  | {
      readonly kind: "object";
      readonly sites: readonly Site[];
      readonly properties: readonly (readonly [string, Value])[];
    }
  | { readonly kind: "array"; readonly sites: readonly Site[]; readonly items: readonly Value[] }
  | { readonly kind: "function"; readonly sites: readonly Site[]; readonly parameters: number }
  | { readonly kind: "schema"; readonly sites: readonly Site[] }
  /** Anything else, such as a class instance: it cannot be written down. */
  | { readonly kind: "opaque"; readonly sites: readonly Site[]; readonly what: string };

/** A place that made a value, with what it captured there. A value may have several: a helper and its call. */
export interface Site {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly captures: readonly (readonly [string, Value])[];
}

/** A contract's two types as zod-to-ts prints them, or why it cannot. */
export interface PrintedContract {
  readonly registry: number;
  readonly id: string;
  readonly payload: PrintedType;
  readonly output: PrintedType;
}

export type PrintedType =
  | { readonly kind: "type"; readonly text: string; readonly aliases: readonly string[] }
  | { readonly kind: "unrepresentable"; readonly problem: string };

export type WorkerMessage =
  /** What the worker needs is loaded, and the definitions' own time begins. */
  | { readonly kind: "began" }
  | { readonly kind: "evaluated"; readonly evaluation: Evaluation }
  | { readonly kind: "threw"; readonly message: string; readonly stack: string };
