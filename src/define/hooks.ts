import type { TaskOptions as SdkTaskOptions } from "@trigger.dev/sdk";
import type { Untyped } from "./plain.js";

/** Trigger.dev's lifecycle hooks of a task, but for those that it has deprecated, and `catchError`, which flowgen sets. */
export type HookName = "onCancel" | "onComplete" | "onFailure" | "onResume" | "onStartAttempt" | "onSuccess" | "onWait";

/**
 * What a hook gets as the output: untyped while the function that makes it is still to be checked, so that a hook which says
 * what it takes is not compared with what would come out without that function.
 */
export type HookOutput<Wait, Output> = [Wait] extends [never] ? Output : Untyped;

/** `true` if the function under a key is written, and what it gives is still to come; else `never`. */
export type Awaiting<Key, Keys, Result> = [Result] extends [never] ? (Key extends Keys ? true : never) : never;

/** Hooks of the generated task, with the SDK's own types. Those that read the output go after what makes it. */
export type Hooks<Payload, Output> = {
  readonly [Name in Extract<keyof SdkTaskOptions<string>, HookName>]?: NonNullable<
    SdkTaskOptions<string, Payload, Output>[Name]
  >;
};
