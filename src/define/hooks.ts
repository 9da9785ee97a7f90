import type { TaskOptions as SdkTaskOptions } from "@trigger.dev/sdk";

/** Trigger.dev's lifecycle hooks of a task, but for those that it has deprecated, and `catchError`, which flowgen sets. */
export type HookName = "onCancel" | "onComplete" | "onFailure" | "onResume" | "onStartAttempt" | "onSuccess" | "onWait";

/** Hooks of the generated task, with the SDK's own types. Those that read the output go after what makes it. */
export type Hooks<Payload, Output> = {
  readonly [Name in Extract<keyof SdkTaskOptions<string>, HookName>]?: NonNullable<
    SdkTaskOptions<string, Payload, Output>[Name]
  >;
};
