/**
 * By what the runs of a definition are told apart. Default: by the run of the definition, so that a retry of it resumes;
 * with this, so does every other run of it that has the same key, such as a replay.
 */
export interface Resume<Input> {
  /** What is worked on, such as the id of an order. What has completed for it is not run again. */
  readonly key: (input: Input) => string;
  /** How long that holds, such as `"7d"`. Default: Trigger.dev's, 30 days. */
  readonly ttl?: string;
}
