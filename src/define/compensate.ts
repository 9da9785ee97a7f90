import type { TaskPayloadOf } from "./contracts.js";
import type { MapperNeeded } from "./steps.js";

/**
 * A task that undoes what a step has done, where something after it fails. `Output` is what the step gave, `Context` what
 * its functions get beside. The mapper may be left out where the output fits the task.
 */
export type Compensate<R, Output, Context> = {
  readonly [Id in keyof R]: {
    readonly taskName: Id;
    readonly inputMapper?: (output: Output, context: Context) => TaskPayloadOf<R, Id>;
  } & ([Output] extends [TaskPayloadOf<R, Id>] ? unknown : MapperNeeded<Output, TaskPayloadOf<R, Id>>);
}[keyof R];
