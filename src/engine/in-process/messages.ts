import type { MockContext, TaskInfo } from "../engine.js";
import type { EngineErrorCode } from "../errors.js";
import type { EngineEvent } from "../events.js";
import type { EngineOptions, Fault, TaskFile } from "../options.js";
import type { PlatformCalls } from "../platform-calls.js";

/** What the main thread may ask of the engine's thread. */
export interface Calls extends PlatformCalls {
  load: { args: [files: readonly TaskFile[]]; answer: readonly TaskInfo[] };
  setMocked: { args: [taskId: string, isMocked: boolean]; answer: void };
  fail: { args: [fault: Fault]; answer: void };
  clearFaults: { args: []; answer: void };
  advance: { args: [milliseconds: number]; answer: void };
  idle: { args: []; answer: readonly string[] };
  reset: { args: []; answer: void };
  setListening: { args: [isListening: boolean]; answer: void };
}

export type CallName = keyof Calls;

export interface Call<N extends CallName = CallName> {
  readonly kind: "call";
  readonly id: number;
  readonly name: N;
  readonly args: Calls[N]["args"];
}

/** An error that crosses the threads. */
export interface SentError {
  readonly code: EngineErrorCode | undefined;
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly file?: string | undefined;
}

/** Sent to the engine's thread. */
export type ToThread =
  Call | { readonly kind: "mock-answer"; readonly id: number; readonly value?: unknown; readonly error?: SentError };

/** Sent by the engine's thread. */
export type FromThread =
  | { readonly kind: "ready"; readonly tasks: readonly TaskInfo[]; readonly apiUrl: string }
  | { readonly kind: "failed"; readonly error: SentError }
  | { readonly kind: "answer"; readonly id: number; readonly value?: unknown; readonly error?: SentError }
  | { readonly kind: "mock"; readonly id: number; readonly payload: unknown; readonly context: MockContext }
  | { readonly kind: "events"; readonly events: readonly EngineEvent[] };

/** What the thread is started with. */
export interface ThreadInput {
  readonly options: Omit<EngineOptions, "onEvent">;
  readonly isListening: boolean;
  /** See `pulse.ts`. */
  readonly pulse: SharedArrayBuffer;
}
