import type { OptionProperty, RunOptions } from "./options.js";
import type { Contract, FoundTask, Hook, Mapper, Schema, Step } from "./flow.js";
import type { Code } from "./code.js";
import type { Span } from "./source.js";

/** Everything that will be generated, with every decision made. */
export interface FlowPlan {
  readonly contracts: readonly PlannedContract[];
  readonly parents: readonly ParentPlan[];
  /** What the file of all tasks lists, where a registry is made of it. */
  readonly listed: readonly FoundTask[];
}

export interface PlannedContract {
  readonly contract: Contract;
  /** The name of its type in contracts.ts. */
  readonly typeName: string;
  /** The task itself, where it was found in the project and has to agree with its contract. */
  readonly found: FoundTask | undefined;
}

/** A task that runs others: what one track, composite track or orchestrator becomes. */
export interface ParentPlan {
  readonly kind: "track" | "composite" | "orchestrator";
  readonly name: string;
  readonly id: string;
  readonly span: Span;
  /** The path of its file, from the output folder. */
  readonly file: string;
  readonly exportName: string;
  readonly doc: string;
  /** Its graph, drawn for its comment; empty for a track. */
  readonly drawing: readonly string[];
  readonly input: InputPlan;
  readonly options: readonly OptionProperty[];
  readonly hooks: readonly Hook[];
  readonly cron: SchedulePlan | undefined;
  readonly steps: readonly StepPlan[];
  readonly schedule: Schedule | undefined;
  readonly ending: Ending;
}

/** A task that triggers an orchestrator on a schedule. */
export interface SchedulePlan {
  readonly id: string;
  readonly exportName: string;
  /** The name of the orchestrator, and the key of its run. */
  readonly of: string;
  readonly key: string;
  readonly span: Span;
  readonly cron: Code;
  readonly payload: Mapper | undefined;
}

/** Where the type of a parent's input comes from. */
export type InputPlan =
  | { readonly kind: "schema"; readonly schema: Schema }
  /** The payloads that the runs which take the input need, all of them. */
  | { readonly kind: "payloads"; readonly of: readonly TaskRef[] };

/** A task that can be triggered, by its type. */
export interface TaskRef {
  readonly id: string;
  readonly type:
    | { readonly kind: "contract"; readonly typeName: string }
    | { readonly kind: "parent"; readonly file: string; readonly exportName: string };
}

/** One step of a track. */
export interface StepPlan {
  readonly step: Step;
  readonly task: TaskRef;
  /** The key of its run, or what stands before the index in the keys of its runs. */
  readonly key: string;
  readonly result: ResultUse;
}

/** What becomes of a result: read later, not at all, or returned at once. */
export type ResultUse = "read" | "unread" | "returned";

/** The schedule of a graph. Regions and pulls will be further kinds. */
export type Schedule =
  | { readonly kind: "series"; readonly parts: readonly Schedule[] }
  | { readonly kind: "wave"; readonly number: number; readonly nodes: readonly NodePlan[] }
  | { readonly kind: "run"; readonly node: NodePlan };

/** One run of a track or task in a graph. */
export interface NodePlan {
  readonly name: string;
  readonly task: TaskRef;
  readonly key: string;
  readonly span: Span;
  readonly mapping: Mapper | undefined;
  readonly options: RunOptions | undefined;
  readonly result: ResultUse;
}

/** How a parent ends. */
export type Ending =
  /** The last step or node has returned already. */
  | { readonly kind: "returned" }
  | { readonly kind: "last-result" }
  | { readonly kind: "final-task"; readonly run: StepPlan }
  | { readonly kind: "mapper"; readonly mapper: Mapper; readonly role: "merge" | "orchestrator" }
  | { readonly kind: "record" };

/** A file to be written, relative to the output folder. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** A file before it is formatted: each origin says which part of the text came from where. */
export interface DraftFile extends GeneratedFile {
  readonly origins: readonly { readonly start: number; readonly end: number; readonly span: Span }[];
  /** The definition as a whole, for what has no origin of its own. */
  readonly span: Span | undefined;
}
