import type {
  AttemptRecord,
  KeyRecord,
  LogRecord,
  RunRecord,
  RunStatus,
  RunTree,
  WaitRecord,
} from "../engine/records.js";
import type { TaskOutputOf, TaskPayloadOf } from "../define/contracts.js";
import { treeText } from "../run/tree-text.js";
import { errorOf } from "./run-error.js";
import type { IdOf } from "./task-types.js";

/** A run as a test sees it: as it ended, or as it stood when the test looked. Times are milliseconds of the clock. */
export class FlowRun<Tasks, Id extends IdOf<Tasks> = IdOf<Tasks>> {
  readonly id: string;
  readonly taskId: Id;
  readonly status: RunStatus;
  readonly #record: RunRecord;
  readonly #tree: RunTree;

  /** Made by the flow. */
  constructor(record: RunRecord, tree: RunTree) {
    this.id = record.id;
    this.taskId = record.taskId as Id; // who asks for a run by its task gets one of that task
    this.status = record.status;
    this.#record = record;
    this.#tree = tree;
  }

  /** What the run returned. Throws the run's error where it did not complete. */
  get output(): TaskOutputOf<Tasks, Id> {
    if (this.status !== "COMPLETED")
      throw this.error ?? new Error(`${this.taskId} is ${this.status}: it has no output.`);
    return this.#record.output as TaskOutputOf<Tasks, Id>; // what a task returns has the type of its contract
  }

  /** What the run was triggered with. */
  get payload(): TaskPayloadOf<Tasks, Id> {
    return this.#record.payload as TaskPayloadOf<Tasks, Id>; // what a task is triggered with, too
  }

  /** Why the run failed, as the error that was thrown; for a fault of the platform, `name` is its code. */
  get error(): Error | undefined {
    return this.#record.error && errorOf(this.#record.error);
  }

  get attempts(): readonly AttemptRecord[] {
    return this.#record.attempts;
  }

  get waits(): readonly WaitRecord[] {
    return this.#record.waits;
  }

  get logs(): readonly LogRecord[] {
    return this.#record.logs;
  }

  get metadata(): Readonly<Record<string, unknown>> {
    return this.#record.metadata;
  }

  get tags(): readonly string[] {
    return this.#record.tags;
  }

  /** The idempotency key that the run was triggered with. */
  get key(): KeyRecord | undefined {
    return this.#record.key;
  }

  get queue(): string {
    return this.#record.queue;
  }

  get createdAt(): number {
    return this.#record.createdAt;
  }

  get startedAt(): number | undefined {
    return this.#record.startedAt;
  }

  get endedAt(): number | undefined {
    return this.#record.endedAt;
  }

  /** From the first attempt's start to the end, waits and retries included. Milliseconds. */
  get duration(): number | undefined {
    const { startedAt, endedAt } = this.#record;
    return startedAt === undefined || endedAt === undefined ? undefined : endedAt - startedAt;
  }

  /** Everything that the engine knows of the run, as plain data. */
  get record(): RunRecord {
    return this.#record;
  }

  /** The runs that this one triggered, in the order they were made. */
  get children(): FlowRun<Tasks>[] {
    return this.#runs(({ parentId }) => parentId === this.id);
  }

  /** The runs of a task among this run and everything below it, in the order they were made. */
  runsOf<Wanted extends IdOf<Tasks>>(taskId: Wanted): FlowRun<Tasks, Wanted>[] {
    const below = descendants(this.id, this.#tree);
    return this.#runs<Wanted>((record) => record.taskId === taskId && below.has(record.id));
  }

  /** This run and everything below it, as text: a line for each run, with its status and without times. */
  tree(): string {
    return treeText(this.#record, this.#tree);
  }

  #runs<Wanted extends IdOf<Tasks> = IdOf<Tasks>>(matches: (record: RunRecord) => boolean): FlowRun<Tasks, Wanted>[] {
    return this.#tree.runs.filter(matches).map((record) => new FlowRun<Tasks, Wanted>(record, this.#tree));
  }
}

/** The id of a run and those of everything below it. Parents come before their children. */
function descendants(id: string, { runs }: RunTree): ReadonlySet<string> {
  const found = new Set([id]);
  for (const run of runs) if (run.parentId !== undefined && found.has(run.parentId)) found.add(run.id);
  return found;
}
