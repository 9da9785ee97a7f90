import type { Code, Fragment, Imported } from "./code.js";
import type { NodeOptions, OptionProperty } from "./options.js";
import type { FailurePolicy, NodePolicy } from "./policy.js";
import type { Span } from "./source.js";
import type { RunStep, Step, Target } from "./step.js";

/** The contract of a task: how its type is written in `contracts.ts`. */
export interface Contract {
  readonly id: string;
  readonly span: Span;
  readonly source:
    | {
        readonly kind: "schemas";
        readonly payload: string;
        readonly output: string;
        readonly aliases: readonly string[];
        /** The registry as a module exports it, if one does: the printed types are checked against it. */
        readonly registry: Imported | undefined;
      }
    | { readonly kind: "task"; readonly task: Imported };
}

/** A function of a definition, as source. */
export interface Mapper {
  readonly span: Span;
  /** What it reads of its arguments, each with the place. */
  readonly reads: readonly Read[];
  readonly form: MapperForm;
}

export interface Read {
  readonly path: readonly string[];
  readonly span: Span;
}

export type MapperForm =
  /** An expression to be put in place; `item` is the parameter that stays one, for a step that runs per item. */
  | {
      readonly kind: "inline";
      readonly body: Fragment;
      readonly item: Code;
      readonly awaits: boolean;
      readonly async: boolean;
    }
  /** A function to be declared beside the task: its parameters are patterns that want a type. */
  | {
      readonly kind: "function";
      readonly parameters: readonly Parameter[];
      readonly returns: Code;
      readonly body: Fragment;
      readonly async: boolean;
    }
  /** A function that has a name already. */
  | { readonly kind: "reference"; readonly name: Fragment; readonly parameters: number; readonly async: boolean };

export interface Parameter {
  readonly pattern: Fragment;
  /** What it is where it is not given. */
  readonly otherwise: Fragment | undefined;
  /** Whether it is no more than a name, so that it may be left out where nothing reads it. */
  readonly isName: boolean;
}

/** A schema of a definition, as source. */
export type Schema = Fragment;

interface Defined {
  readonly name: string;
  readonly id: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly idSpan: Span;
  /** The JSDoc of its declaration, if any. */
  readonly doc: string;
  readonly input: Schema | undefined;
  /** Trigger.dev's options of its task. */
  readonly options: readonly OptionProperty[];
  readonly hooks: readonly Hook[];
  readonly resume: Resume | undefined;
}

/** What a definition works on: its runs have one key for it, whichever run of the definition asks. */
export interface Resume {
  readonly span: Span;
  readonly key: Mapper;
  /** How long keys are kept, as the option of a run. */
  readonly ttl: OptionProperty | undefined;
}

/** A lifecycle hook, ready to stand in an object literal. */
export interface Hook {
  readonly span: Span;
  readonly code: Code;
}

export interface Track extends Defined {
  readonly kind: "track";
  readonly steps: readonly Step[];
}

/** A task with steps first, then sub-tracks in parallel, then a merge. */
export interface CompositeTrack extends Defined {
  readonly kind: "composite";
  readonly steps: readonly Step[];
  readonly nodes: readonly Node[];
  readonly dependencies: readonly Dependency[];
  readonly schedule: ScheduleMode | undefined;
  readonly mappings: ReadonlyMap<string, NodeMapping>;
  readonly nodeOptions: ReadonlyMap<string, NodeOptions>;
  readonly merge: Mapper | undefined;
}

export interface Orchestrator extends Defined {
  readonly kind: "orchestrator";
  /** Holds for the nodes that do not say so themselves. */
  readonly onFailure: FailurePolicy;
  readonly nodes: readonly Node[];
  readonly dependencies: readonly Dependency[];
  readonly schedule: ScheduleMode | undefined;
  readonly mappings: ReadonlyMap<string, NodeMapping>;
  readonly nodeOptions: ReadonlyMap<string, NodeOptions>;
  readonly cron: CronSchedule | undefined;
  /** Whether its runs say in the metadata of their root how far they are. */
  readonly progress: boolean;
  readonly finalTask: RunStep | undefined;
  readonly output: Mapper | undefined;
}

/** When an orchestrator runs by itself. */
export interface CronSchedule {
  readonly span: Span;
  /** The property `cron`, as it is written. */
  readonly property: Code;
  /** Where each field is written. */
  readonly places: Readonly<Record<"pattern" | "timezone" | "window", Span>>;
  readonly pattern: string;
  readonly timezone: string | undefined;
  readonly window: string | undefined;
  readonly payload: Mapper | undefined;
}

/** Whether a node of a graph begins as soon as it can, or together with all others of its level. */
export type ScheduleMode = "eager" | "waves";

export type Definition = Track | CompositeTrack | Orchestrator;

/** A node of a graph: a definition, under its own name or another, or a single task. */
export interface Node {
  readonly name: string;
  readonly span: Span;
  readonly target: Target;
  readonly policy: NodePolicy;
}

/** `name` waits for `needs`: with `isSettled`, whatever becomes of it. */
export interface Dependency {
  readonly isSettled: boolean;
  readonly name: string;
  readonly nameSpan: Span;
  readonly needs: string;
  readonly needsSpan: Span;
}

export interface NodeMapping {
  readonly nameSpan: Span;
  readonly mapper: Mapper;
}

/** A task of the project, as it was found in the folders of `trigger.config.ts`. */
export interface FoundTask {
  readonly id: string;
  readonly span: Span;
  readonly task: Imported;
  readonly isExported: boolean;
  /** Whether TypeScript reads its module: JavaScript it may not. */
  readonly isTyped: boolean;
}

/** All definitions of a project, as loaded. Sorted by file and place. */
export interface Flow {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly definitions: readonly Definition[];
  /** The tasks that were found in the project; none where there is no `trigger.config.ts`. */
  readonly tasks: readonly FoundTask[];
  /** Those that a registry takes its contracts from as a whole, `createFlow<Tasks>()`. */
  readonly listed: readonly FoundTask[];
}

declare const checked: unique symbol;

/** A flow that passed every check: the only kind that can be planned. */
export type CheckedFlow = Flow & { readonly [checked]: true };
