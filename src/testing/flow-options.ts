export interface FlowOptions {
  /**
   * Folders of task files, as in `trigger.config.ts`: relative to it, or to `cwd` in a project that has none. Default:
   * those that `trigger.config.ts` names.
   */
  readonly dirs?: readonly string[];
  /** The folder of the project. Default: the current one. */
  readonly cwd?: string;
  /** The path of `trigger.config.ts`, from `cwd`. Default: the one in `cwd`, if there is one. */
  readonly config?: string;
  /** Let waits, delays and the time between attempts take as long as they say. Default: they are skipped. */
  readonly realTime?: boolean;
  /** How many runs hold a slot at once, also while they wait, as `trigger dev` does (25). Default: no limit. */
  readonly slots?: number;
  /** Environment variables of the tasks, over those of this process and of the project's `.env` files. */
  readonly env?: Readonly<Record<string, string>>;
  /** For how many seconds of real time the flow is waited for, at each call. Default: 30. */
  readonly timeLimit?: number;
}

/** At which attempts of a task's runs a failure strikes. What is left out matches all. */
export interface FailurePoint {
  /** From 1. */
  readonly attempt?: number;
  /** Which run of the task, in the order they were made, from 0. */
  readonly index?: number;
}

export interface Failure extends FailurePoint {
  /**
   * What happens: `throw` (the default) throws `error`; `crash` ends the process, as running out of memory or
   * `process.exit` would; `timeout` exceeds `maxDuration`; `cancel` cancels the run.
   */
  readonly as?: "throw" | "crash" | "timeout" | "cancel";
  /** What is thrown: a message, or an error whose name and message are kept. */
  readonly error?: string | Error;
}

/** What a mock gets besides its payload. `ctx` is the part of the task's own `ctx` that a mock may need. */
export interface MockParams {
  readonly ctx: {
    readonly run: { readonly id: string };
    readonly task: { readonly id: string };
    readonly attempt: { readonly number: number };
  };
  /** How many runs of the task were made before this one. */
  readonly index: number;
}
