import type { CompletedWaitpoint, TaskRunExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { AttemptStart } from "../executor.js";
import type { BaseApi } from "./base-api.js";
import { installManagers, type Managers } from "./managers.js";
import type { Quiet } from "./quiet.js";
import { scopes, type Scope, type ScopeTimer } from "./scope.js";
import type { Sdk } from "../sdk.js";

/** A result with what the SDK adds to it at the end. */
export type AttemptResult = TaskRunExecutionResult;

export type TaskFunction = (payload: unknown, params: { readonly ctx: unknown }) => unknown;

/** `retries` of the project's configuration, as `TaskExecutor` takes them. */
export type RetriesConfig = ConstructorParameters<Sdk["workers"]["TaskExecutor"]>[1]["retries"];

export interface AttemptInput {
  readonly sdk: Sdk;
  readonly base: BaseApi;
  readonly quiet: Quiet;
  readonly retries: RetriesConfig;
  readonly start: AttemptStart;
  /** What runs in place of the task's own function. */
  readonly body?: TaskFunction | undefined;
  readonly onSuspend: (attempt: Attempt, isSuspended: boolean) => void;
  readonly onEnd: (attempt: Attempt, result: AttemptResult) => void;
}

/** Those of Node: hooks may run for so long of real time, as the command line lets them. In milliseconds. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const CANCEL_WITHIN = 30_000;

/** One attempt of a run, executed in this thread by the SDK's own `TaskExecutor`. */
export class Attempt implements Scope {
  readonly runId: string;
  readonly taskId: string;
  readonly attempt: number;
  readonly maxDuration: number | undefined;
  readonly timers = new Set<ScopeTimer>();
  api: object = {};
  isEnded = false;
  isSuspended = false;
  requests = 0;
  /** Whether it may act by itself. */
  isBusy = false;
  /** How many waits it has begun. */
  waits = 0;
  whenChanged: (() => void) | undefined;
  readonly #input: AttemptInput;
  readonly #abort = new AbortController();
  #managers: Managers | undefined;
  #measurement: ReturnType<Managers["usage"]["start"]> | undefined;

  constructor(input: AttemptInput) {
    this.#input = input;
    this.runId = input.start.runId;
    this.attempt = input.start.attempt;
    this.taskId = input.start.execution.task.id;
    this.maxDuration = input.start.execution.run.maxDuration;
  }

  begin(): void {
    this.changed();
    scopes.run(this, () => void this.#execute());
  }

  /** Ends it from outside, as if its process were gone: what is left of its code gets no more answers. */
  kill(error: Extract<AttemptResult, { ok: false }>["error"]): void {
    this.#finish({ ok: false, id: this.runId, error });
  }

  /** Lets `onCancel` hooks and the abort signal do their work, then ends it, whatever becomes of them. */
  async cancel(): Promise<void> {
    const end = (): void => this.kill({ type: "INTERNAL_ERROR", code: "TASK_RUN_CANCELLED" });
    const limit = startTimer(end, CANCEL_WITHIN);
    this.#abort.abort("run cancelled");
    try {
      await scopes.run(this, async () => await this.#managers?.hooks.callOnCancelHookListeners());
    } catch {
      // The command line, too, goes on without a word.
    }
    await this.flushMetadata();
    stopTimer(limit);
    end();
  }

  resolve(waitpoints: readonly CompletedWaitpoint[]): void {
    this.isSuspended = false;
    this.changed();
    scopes.run(this, () => void this.#managers?.runtime.resolveWaitpoints([...waitpoints]));
  }

  async flushMetadata(): Promise<void> {
    if (!this.isEnded) await scopes.run(this, async () => await this.#managers?.metadata.flush());
  }

  /** Seconds of compute, without waits. */
  get usedSeconds(): number {
    return (this.#managers?.usage.sample()?.cpuTime ?? 0) / 1000;
  }

  exceedMaxDuration(): void {
    const { maxDuration = 0, usedSeconds } = this;
    const { MaxDurationExceededError } = this.#input.sdk.errors;
    this.#abort.abort(new MaxDurationExceededError(maxDuration, usedSeconds));
    const { message } = new MaxDurationExceededError(maxDuration, usedSeconds);
    this.kill({ type: "INTERNAL_ERROR", code: "MAX_DURATION_EXCEEDED", message });
  }

  /** Busy is what may act by itself. One that waits for time or for others may not. */
  changed = (): void => {
    const isIdle = this.isEnded || ((this.isSuspended || this.timers.size > 0) && this.requests === 0);
    if (this.isBusy === isIdle) {
      this.isBusy = !isIdle;
      if (isIdle) this.#input.quiet.leave();
      else this.#input.quiet.enter();
    } else if (isIdle) {
      this.#input.quiet.watch();
    }
    this.whenChanged?.();
  };

  async #execute(): Promise<void> {
    const { sdk, base, start, body, retries } = this.#input;
    const onSuspend = (isSuspended: boolean): void => this.#suspend(isSuspended);
    const managers = installManagers(this, { sdk, base, start, onSuspend, timeout: this.#abort });
    this.#managers = managers;
    this.#measurement = managers.usage.start();
    const { ctx } = sdk.v3.taskContext;
    const task = base.catalog.getTask(this.taskId);
    if (!ctx || !task) return this.kill({ type: "INTERNAL_ERROR", code: "COULD_NOT_FIND_TASK" });
    const executor = new sdk.workers.TaskExecutor(
      // A copy: the executor changes the task's retry settings for the run.
      {
        ...task,
        ...(task.retry && { retry: { ...task.retry } }),
        fns: { ...task.fns, ...(body && { run: body as typeof task.fns.run }) },
      },
      {
        tracer: base.tracer,
        tracingSDK: undefined as never, // kept by the executor and never used
        consoleInterceptor: { intercept: async (_: Console, run: () => Promise<unknown>) => await run() } as never,
        ...(retries && { retries }),
        isWarmStart: false,
        executionCount: 1,
      },
    );
    try {
      const { result } = await executor.execute(start.execution, ctx, this.#abort.signal);
      if (this.isEnded) return;
      const flushedMetadata = await managers.metadata.stopAndReturnLastFlush();
      const usage = { durationMs: managers.usage.stop(this.#measurement).cpuTime };
      this.#finish({ ...result, usage, flushedMetadata });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const stackTrace = error instanceof Error ? error.stack : undefined;
      this.kill({ type: "INTERNAL_ERROR", code: "CONFIGURED_INCORRECTLY", message, stackTrace });
    }
  }

  #suspend(isSuspended: boolean): void {
    if (this.isEnded) return;
    this.isSuspended = isSuspended;
    if (isSuspended) this.waits++;
    this.changed();
    this.#input.onSuspend(this, isSuspended);
  }

  #finish(result: AttemptResult): void {
    if (this.isEnded) return;
    this.isEnded = true;
    for (const timer of this.timers) timer.cancel();
    this.#input.onEnd(this, result);
    this.changed();
  }
}
