import type { TaskOptions as SdkTaskOptions, TriggerOptions as SdkTriggerOptions } from "@trigger.dev/sdk";

// All of it is made of the SDK's own types, so that an option means here what it means there, and one that the
// installed version does not have yet is not offered.

/** What a generated task may be given of Trigger.dev's options. Deprecated ones are left out. */
export type TaskOptions = {
  readonly [Name in Extract<keyof SdkTaskOptions<string>, TaskOptionName>]?: Current<
    Name,
    SdkTaskOptions<string>[Name]
  >;
};

type TaskOptionName = "concurrency" | "description" | "machine" | "maxDuration" | "queue" | "retry" | "ttl";

/** Without what is deprecated inside: a machine by its parts, and a limit on a queue. */
type Current<Name, Option> = Name extends "machine"
  ? WithoutKeys<Option, "cpu" | "memory">
  : Name extends "queue"
    ? WithoutKeys<Option, "concurrencyLimit">
    : Option;

type WithoutKeys<Option, Key extends string> = Option extends object ? Omit<Option, Key> : Option;

/** What flowgen sets itself, and what has no meaning for a run that is waited for. */
type OwnTriggerOption = "debounce" | "externalDeploymentId" | "idempotencyKey" | "version";

/** What a run may be triggered with: Trigger.dev's options, but for the idempotency key. */
export type RunOptions = Readonly<Omit<SdkTriggerOptions, OwnTriggerOption>> & {
  readonly [Name in OwnTriggerOption]?: never;
};

/** The options of a run: constants, or a function of what its mapper is given. */
export type RunOptionsOf<Value, Context> = RunOptions | ((value: Value, context: Context) => RunOptions);
