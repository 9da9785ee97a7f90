import { AsyncLocalStorage } from "node:async_hooks";

/** A timer that a run has set. */
export interface ScopeTimer {
  readonly due: number;
  readonly cancel: () => void;
}

/** What belongs to one attempt of a run while it executes: its place in the SDK's global slot, and what it has going. */
export interface Scope {
  readonly runId: string;
  readonly taskId: string;
  readonly attempt: number;
  /** The SDK's ambient state, as this attempt sees it. */
  api: object;
  /** An attempt that has ended gets no answers any more: whatever is left of its code waits for ever. */
  isEnded: boolean;
  isSuspended: boolean;
  /** Requests to the API, and other work of which the thread knows. */
  requests: number;
  readonly timers: Set<ScopeTimer>;
  /** Called when any of this has changed. */
  changed: () => void;
}

/** Which attempt the code that runs belongs to. */
export const scopes = new AsyncLocalStorage<Scope>();

/** Counts work that goes on beside the thread, as a request of the attempt that asked for it. */
export async function asRequest<T>(work: () => Promise<T>): Promise<T> {
  const scope = scopes.getStore();
  if (!scope) return await work();
  scope.requests++;
  scope.changed();
  try {
    return await work();
  } finally {
    scope.requests--;
    scope.changed();
  }
}
