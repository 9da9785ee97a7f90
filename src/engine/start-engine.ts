import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { packageFile } from "../package-files.js";
import type { Engine, Mock, TaskInfo } from "./engine.js";
import { EngineError } from "./errors.js";
import type { EngineListener } from "./events.js";
import type { CallName, Calls, FromThread, ThreadInput } from "./in-process/messages.js";
import { Pulse } from "./in-process/pulse.js";
import { receiveError, sendError } from "./in-process/sent-error.js";
import { watch } from "./in-process/watchdog.js";
import type { EngineOptions } from "./options.js";

/** Starts a platform in a thread of its own and loads a project's tasks into it. Throws an `EngineError`. */
export async function startEngine({ onEvent, ...options }: EngineOptions): Promise<Engine> {
  const pulse = new SharedArrayBuffer(Pulse.BYTES);
  const workerData: ThreadInput = { options, isListening: onEvent !== undefined, pulse };
  const worker = new Worker(packageFile("dist/engine-thread.js"), { workerData });
  const thread = new EngineThread(worker, onEvent);
  thread.watch(watch(new Pulse(pulse), options.stuckAfter ?? 10_000, (error) => thread.end(error)));
  return await thread.ready;
}

interface Pending {
  readonly settle: (value: never) => void;
  readonly fail: (error: Error) => void;
}

/** The engine as the main thread sees it. */
class EngineThread {
  readonly ready: Promise<Engine>;
  readonly #worker: Worker;
  readonly #listeners = new Set<EngineListener>();
  readonly #mocks = new Map<string, Mock>();
  readonly #pending = new Map<number, Pending>();
  #calls = 0;
  #ended: Error | undefined;
  #stopWatching: () => void = () => undefined;

  constructor(worker: Worker, onEvent: EngineListener | undefined) {
    this.#worker = worker;
    if (onEvent) this.#listeners.add(onEvent);
    this.ready = new Promise((settle, fail) => {
      worker.on("message", (message: FromThread) => {
        if (message.kind === "ready") settle(this.#engine(message.tasks, message.apiUrl));
        else if (message.kind === "failed") this.end(receiveError(message.error), fail);
        else this.#receive(message);
      });
      worker.once("error", (error) =>
        this.end(new EngineError("thread-ended", `The engine's thread failed: ${error.message}`), fail),
      );
      worker.once("exit", (code) =>
        this.end(new EngineError("thread-ended", `The engine's thread ended with code ${code}.`), fail),
      );
      this.#failReady = fail;
    });
  }

  #failReady: (error: Error) => void = () => undefined;

  watch(stopWatching: () => void): void {
    this.#stopWatching = stopWatching;
  }

  /** Ends the thread; whoever waits for it gets the error. */
  end(error: Error, alsoFail: (error: Error) => void = this.#failReady): void {
    if (this.#ended) return;
    this.#ended = error;
    this.#stopWatching();
    alsoFail(error);
    for (const { fail } of this.#pending.values()) fail(error);
    this.#pending.clear();
    void this.#worker.terminate();
  }

  #receive(message: Exclude<FromThread, { kind: "ready" | "failed" }>): void {
    if (message.kind === "events") {
      for (const event of message.events) for (const listener of this.#listeners) listener(event);
    } else if (message.kind === "mock") {
      void this.#callMock(message);
    } else {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error) pending?.fail(receiveError(message.error));
      else pending?.settle(message.value as never); // of the type that the call's name says
    }
  }

  async #callMock({ id, payload, context }: Extract<FromThread, { kind: "mock" }>): Promise<void> {
    try {
      const value = await this.#mocks.get(context.taskId)?.(payload, context);
      this.#worker.postMessage({ kind: "mock-answer", id, value });
    } catch (error) {
      this.#worker.postMessage({ kind: "mock-answer", id, error: sendError(error) });
    }
  }

  async #call<N extends CallName>(name: N, ...args: Calls[N]["args"]): Promise<Calls[N]["answer"]> {
    if (this.#ended) throw this.#ended;
    return await new Promise<Calls[N]["answer"]>((settle, fail) => {
      const id = this.#calls++;
      this.#pending.set(id, { settle, fail });
      this.#worker.postMessage({ kind: "call", id, name, args });
    });
  }

  #engine(tasks: readonly TaskInfo[], apiUrl: string): Engine {
    const engine = {
      tasks,
      apiUrl,
      load: async (files) => (engine.tasks = await this.#call("load", files)),
      trigger: async (taskId, payload, options = {}) => await this.#call("trigger", taskId, payload, options),
      waitForRun: async (runId) => await this.#call("waitForRun", runId),
      run: async (taskId, payload, options = {}) =>
        await this.#call("waitForRun", await this.#call("trigger", taskId, payload, options)),
      triggerSchedule: async (taskId, at) => await this.#call("triggerSchedule", taskId, at),
      runTree: async (runId) => await this.#call("runTree", runId),
      cancel: async (runId) => await this.#call("cancel", runId),
      replay: async (runId) => await this.#call("replay", runId),
      tokens: async () => await this.#call("tokens"),
      completeToken: async (tokenId, output) => await this.#call("completeToken", tokenId, output),
      mock: async (taskId, mock) => {
        if (mock) this.#mocks.set(taskId, mock);
        await this.#call("setMocked", taskId, mock !== undefined);
      },
      fail: async (fault) => await this.#call("fail", fault),
      clearFaults: async () => await this.#call("clearFaults"),
      advance: async (milliseconds) => await this.#call("advance", milliseconds),
      idle: async () => await this.#call("idle"),
      reset: async () => await this.#call("reset"),
      onEvent: (listener) => this.#listen(listener),
      close: async () => {
        const exit = this.#ended ? undefined : once(this.#worker, "exit");
        this.end(new EngineError("closed", "The engine is closed."));
        await exit;
      },
    } satisfies Engine as { -readonly [K in keyof Engine]: Engine[K] };
    return engine;
  }

  #listen(listener: EngineListener): () => void {
    this.#listeners.add(listener);
    void this.#call("setListening", true);
    return () => void this.#listeners.delete(listener);
  }
}
