/** Why an engine cannot start or go on. */
export type EngineErrorCode =
  | "sdk-not-found"
  | "sdk-too-old"
  | "sdk-moved"
  | "task-file-throws"
  | "duplicate-task"
  | "refused"
  | "deadlock"
  | "thread-stuck"
  | "thread-ended"
  | "closed";

/** A failure of the engine or of its input: not of a run, which is in the run's record. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;
  /** The task file it is about. */
  readonly file: string | undefined;

  constructor(code: EngineErrorCode, message: string, { file, stack }: { file?: string; stack?: string } = {}) {
    super(message);
    this.code = code;
    this.file = file;
    if (stack !== undefined) this.stack = stack;
  }
}
