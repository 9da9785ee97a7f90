import type { TaskName } from "./values.js";
import type { Type } from "./types.js";

// A track as the test knows it: plain data, of which its source is printed and which the oracle interprets.

export interface Track {
  /** Which of the tracks of a flow it is; 0 is the whole. */
  readonly number: number;
  readonly input: Type;
  /** Without a schema of its own, a track takes what its first step takes. */
  readonly hasSchema: boolean;
  readonly steps: readonly Step[];
  /** What a composite track runs at the end, side by side. */
  readonly graph?: Graph;
  readonly output: Type;
}

export interface Graph {
  readonly nodes: readonly { readonly name: string; readonly target: Target; readonly mapper?: Formula }[];
  /** Gets the list of outputs as `outputs`. */
  readonly merge?: Formula;
}

export type Target = { readonly task: TaskName } | { readonly track: Track };

/** A function of a definition: a number mixed of what it reads, and something made of the number. */
export interface Formula {
  readonly salt: number;
  /** What its first parameter is. */
  readonly first: First;
  /** What it reads: its first parameter, or what there is beside it. */
  readonly reads: readonly Read[];
  /** Names of the steps whose outputs it reads. */
  readonly steps: readonly string[];
  readonly gives: "number" | "list" | "text" | "truth" | "letter" | "past";
  readonly form: "expression" | "block" | "context" | "async";
}

/** `"outputs"` is the list that a merge gets, and `"context"` says that all there is to read is in one parameter. */
export type First = "prev" | "item" | "error" | "output" | "outputs" | "context";
export type Read = First | "input" | "index" | "round" | "last";

interface AnyStep {
  readonly name: string;
  /** Whether its name is written; else it is that of its task. */
  readonly isNamed: boolean;
  /** A step that is skipped passes on what came before it, where the types allow it. */
  readonly when?: { readonly holds: Formula; readonly isPassedOn: boolean };
}

export type Step = AnyStep & Kind;

export type Kind =
  | { readonly kind: "run"; readonly target: Target; readonly mapper?: Formula; readonly way: Way; readonly compensate?: Compensate } // prettier-ignore
  | { readonly kind: "transform"; readonly value: Formula }
  | { readonly kind: "branch"; readonly on: Formula; readonly cases: readonly Case[]; readonly otherwise?: Case; readonly compensate?: Compensate } // prettier-ignore
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "wait-until"; readonly date: Formula }
  | { readonly kind: "approval"; readonly hours: number; readonly onTimeout?: number; readonly notify?: Formula };

/** How often a step runs its target, and what it does about a failure. */
export type Way =
  | { readonly way: "once" }
  | { readonly way: "fallback"; readonly value: Formula }
  | { readonly way: "repeat"; readonly until: Formula; readonly maxTimes: number; readonly delay?: number }
  | { readonly way: "for-each"; readonly list: Formula | "prev"; readonly concurrency?: number; readonly isCollected: boolean }; // prettier-ignore

/** The task that undoes a step; without a mapper it is given the step's output. */
export interface Compensate {
  readonly mapper?: Formula;
}

export interface Case {
  readonly letter: string;
  readonly track: Track;
  readonly mapper?: Formula;
}

/** What a track is called in the flow of this number, and the id that follows from it. */
export const nameOf = (flow: number, { number }: Track): string => `Flow ${flow} part ${number}`;

export const idOf = (flow: number, target: Target): string =>
  "task" in target ? target.task : `flow-${flow}-part-${target.track.number}`;
