import type { Code, Local } from "./code.js";
import type { Contract, FoundTask, Hook, Mapper, Resume, Schema } from "./flow.js";
import type { OptionProperty, RunOptions } from "./options.js";
import type { Guard, Standing, View } from "./policy.js";
import type { Span } from "./source.js";
import type { ApprovalStep, BranchCase, BranchStep, Compensate, RunStep, TransformStep, WaitStep } from "./step.js";

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
  /** The task itself, where it was found in the project and has to agree with its contract: once, if all is well. */
  readonly found: readonly FoundTask[];
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
  /** The nodes of its graph, in the order of the definition. */
  readonly nodes: readonly { readonly name: string; readonly task: TaskRef; readonly standing: Standing | undefined }[];
  /** Which nodes wait for which, without what follows from others. What is needed comes first. */
  readonly edges: readonly GraphEdge[];
  readonly input: InputPlan;
  readonly options: readonly OptionProperty[];
  readonly hooks: readonly Hook[];
  readonly cron: CronPlan | undefined;
  readonly progress: ProgressPlan | undefined;
  /** Whether it may be a node of a graph that shows its progress: then it says there how it ends. */
  readonly isNode: boolean;
  readonly resume: Resume | undefined;
  readonly keeper: KeeperPlan | undefined;
  readonly steps: readonly StepPlan[];
  readonly schedule: Schedule | undefined;
  /** How the ending finds the nodes whose status is kept, where it does not find the status. */
  readonly viewsAtEnd: ReadonlyMap<string, View>;
  readonly ending: Ending;
}

/** A task that keeps what a parent has to compensate, so that an attempt after a crash finds it. */
export interface KeeperPlan {
  readonly id: string;
  readonly exportName: string;
}

/** What undoes a run that has completed: a task, or what a track that ran there has to compensate itself. */
export type UndoPlan = CompensationPlan | NestedUndoPlan;

export interface NestedUndoPlan {
  readonly kind: "nested";
  /** The id of the task that keeps it. */
  readonly keeper: string;
  readonly name: string;
}

export interface CompensationPlan {
  readonly kind: "task";
  readonly of: Compensate;
  readonly task: TaskRef;
  /** The name of what it undoes. */
  readonly name: string;
  /** Whether it reads what the run gave. */
  readonly isRead: boolean;
}

/** A task that triggers an orchestrator on a schedule. */
export interface CronPlan {
  readonly id: string;
  readonly exportName: string;
  /** The name of the orchestrator, and the key of its run. */
  readonly of: string;
  readonly key: string;
  readonly span: Span;
  readonly property: Code;
  readonly payload: Mapper | undefined;
}

/** What an orchestrator says of how far it is, and who reads it. */
export interface ProgressPlan {
  /** The file of its reader. */
  readonly file: string;
  readonly typeName: string;
  readonly readerName: string;
  /** The nodes, and the final task, each with its steps that run once per item. */
  readonly nodes: readonly { readonly name: string; readonly steps: readonly string[] }[];
}

/** A node waits for another, both by name: with `isSettled`, whatever becomes of it. */
export interface GraphEdge {
  readonly name: string;
  readonly needs: string;
  readonly isSettled: boolean;
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
    | { readonly kind: "parent"; readonly file: string; readonly exportName: string }
    /** A region, in the file of the graph that it is a part of. */
    | { readonly kind: "region"; readonly symbol: Local };
}

/** One step of a track. */
export type StepPlan = RunStepPlan | TransformStepPlan | BranchStepPlan | WaitStepPlan | ApprovalStepPlan;

/** A run, or one per item. */
export interface RunStepPlan {
  readonly kind: "run";
  /** Whether it counts what becomes of its items, for a graph that shows its progress. */
  readonly isCounted: boolean;
  /** Whether the type of a fallback has to have a name, because a declared function takes it. */
  readonly isTyped: boolean;
  readonly step: RunStep;
  readonly task: TaskRef;
  /** The key of its run, or what stands before the index in the keys of its runs. */
  readonly key: string;
  readonly result: ResultUse;
  readonly skip: Skip | undefined;
  readonly undo: UndoPlan | undefined;
}

/** What is computed in the parent's own run. */
export interface TransformStepPlan {
  readonly kind: "transform";
  readonly step: TransformStep;
  readonly result: ResultUse;
  readonly skip: Skip | undefined;
  /** Whether the type of its value has to have a name, because a declared function takes it. */
  readonly isTyped: boolean;
}

/** A run of one of several tasks. */
export interface BranchStepPlan {
  readonly kind: "branch";
  readonly step: BranchStep;
  readonly cases: readonly CasePlan[];
  readonly otherwise: CasePlan | undefined;
  /** Whichever it is that runs. */
  readonly key: string;
  readonly result: ResultUse;
  readonly skip: Skip | undefined;
  readonly compensation: CompensationPlan | undefined;
}

export interface CasePlan {
  readonly literal: string | number;
  readonly literalSpan: Span;
  readonly of: BranchCase;
  readonly task: TaskRef;
  readonly undo: NestedUndoPlan | undefined;
}

/** A wait. */
export interface WaitStepPlan {
  readonly kind: "wait";
  readonly step: WaitStep;
  readonly key: string;
  readonly result: ResultUse;
  readonly skip: Skip | undefined;
}

/** A wait for an answer. */
export interface ApprovalStepPlan {
  readonly kind: "approval";
  readonly step: ApprovalStep;
  /** The key of its token. */
  readonly key: string;
  readonly notify: { readonly task: TaskRef; readonly key: string } | undefined;
  readonly result: ResultUse;
  readonly skip: Skip | undefined;
}

/** A step that may be skipped. */
export interface Skip {
  readonly condition: Mapper;
  /** Whether what came before it is passed on then. Only TypeScript knows: see `typecheck/`. */
  readonly isPassedOn: boolean;
  /** Names the question whether it can be. */
  readonly question: string;
}

/** What becomes of a result: read later, not at all, or returned at once. */
export type ResultUse = "read" | "unread" | "returned";

/** The schedule of a graph, or of a region of it. */
export type Schedule =
  | { readonly kind: "series"; readonly parts: readonly Schedule[] }
  | { readonly kind: "run"; readonly node: NodePlan }
  /** Runs that begin together and are awaited together. */
  | {
      readonly kind: "wave";
      readonly number: number;
      readonly runs: readonly (NodePlan | RegionPlan)[];
      /** What has to be there for any of them to run; then none of them has to ask by itself. */
      readonly guards: readonly Guard[];
    }
  /** Regions that begin together, and wait for each other by attaching to each other's runs. What is needed comes first. */
  | {
      readonly kind: "pull";
      readonly number: number;
      readonly regions: readonly RegionPlan[];
      /** The regions that are started and awaited here; the others begin when they are pulled. */
      readonly started: readonly Pulled[];
      readonly takes: Carried;
    };

/** One run of a track or task in a graph. */
export interface NodePlan {
  readonly kind: "node";
  readonly name: string;
  readonly task: TaskRef;
  readonly key: string;
  readonly span: Span;
  readonly mapping: Mapper | undefined;
  readonly options: RunOptions | undefined;
  /** Whether its run is told which node it is, so that it can say itself how it ends. */
  readonly isTold: boolean;
  /** The nodes whose outputs the mapping may read, by name. */
  readonly dependencies: readonly string[];
  /** How it finds those whose status is kept. */
  readonly views: ReadonlyMap<string, View>;
  /** None, where it always runs, and ends the graph by failing. */
  readonly standing: Standing | undefined;
  readonly result: ResultUse;
  readonly undo: NestedUndoPlan | undefined;
}

/** A generated task that runs one part of a graph, so that the part need not wait for its neighbours. */
export interface RegionPlan {
  readonly kind: "region";
  /** What it is called among others, for variables: `a to c`. */
  readonly name: string;
  /** Its nodes, as people read them: `A → C`. */
  readonly label: string;
  /** What part of the graph it is, for its comment. */
  readonly title: string;
  readonly task: TaskRef & { readonly type: { readonly kind: "region" } };
  readonly key: string;
  /** Whether its run is told where its graph stands in others that show their progress. */
  readonly isTold: boolean;
  readonly takes: Carried;
  /** What it waits for before its own nodes begin. */
  readonly pulls: readonly Pulled[];
  readonly schedule: Schedule;
  /** The nodes whose outputs it gives back, because something outside reads them. */
  readonly returns: readonly string[];
  /** Whether something in it can be undone, so that it gives back that as well. */
  readonly isUndoable: boolean;
}

/** A region that is waited for, and what is read of what it returns. */
export interface Pulled {
  readonly region: RegionPlan;
  readonly reads: readonly string[];
}

/** What a region is given: no more than what its nodes read. */
export interface Carried {
  /** The id of the run that it hangs on, so that all who ask for a region find the same run of it. */
  readonly run: boolean;
  readonly input: boolean;
  /** Outputs of nodes and of leading steps, by name. */
  readonly outputs: readonly string[];
}

/** How a parent ends. */
export type Ending =
  /** The last step or node has returned already. */
  | { readonly kind: "returned" }
  | { readonly kind: "last-result" }
  | { readonly kind: "final-task"; readonly run: RunStepPlan }
  | { readonly kind: "mapper"; readonly mapper: Mapper; readonly role: "merge" | "orchestrator" }
  | { readonly kind: "record" };

/** A file to be written, relative to the output folder. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Which part of a text came from where, or what a type error in it answers. */
export interface Origin {
  readonly start: number;
  readonly end: number;
  readonly span: Span;
  readonly question?: string;
}

/** A file before it is formatted: each origin says which part of the text came from where. */
export interface DraftFile extends GeneratedFile {
  readonly origins: readonly Origin[];
  /** The definition as a whole, for what has no origin of its own. */
  readonly span: Span | undefined;
}
