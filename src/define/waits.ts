import type { Schema, TaskPayloadOf } from "./contracts.js";

/** How long a wait takes. */
export type WaitPeriod =
  { readonly seconds: number } | { readonly minutes: number } | { readonly hours: number } | { readonly days: number };

/** What completes an approval: by its id from code, or by its URL with a POST from anywhere. */
export interface ApprovalToken {
  readonly id: string;
  readonly url: string;
  readonly publicAccessToken: string;
}

type InputOf<S> = S extends Schema ? S["_zod"]["input"] : never;

/** What an approval gives: what its schema makes of what it was completed with. */
export type OutputOfSchema<S> = S extends Schema ? S["_zod"]["output"] : never;

/** The task that tells whoever is to approve. */
type Notify<R, Context> = {
  readonly [Id in keyof R]: {
    readonly taskName: Id;
    readonly inputMapper: (context: Context & { readonly token: ApprovalToken }) => TaskPayloadOf<R, Id>;
  };
}[keyof R];

/** A step that waits until someone completes a token. `X` is the schema of what they send. */
export interface Approval<R, Context, X> {
  /** How long they have, such as `"24h"` or `"7d"`. */
  readonly timeout: string;
  /** The schema of what the token is completed with. */
  readonly output: X & Schema;
  /** A task that runs before the wait and is given the token. */
  readonly notify?: Notify<R, Context>;
  /** What happens when time runs out: the track fails, or goes on with this in place of an answer. Default: `"fail"`. */
  readonly onTimeout?: "fail" | InputOf<X>;
}

/** What a step that runs in rounds does. */
export interface Repeat<Output, Context> {
  /** Whether this was the last round, by what it returned. */
  readonly until: (output: Output, context: Context & { readonly round: number }) => boolean;
  /** How many rounds there may be: the track fails after so many. */
  readonly maxTimes: number;
  /** How long to wait between two rounds. */
  readonly delay?: WaitPeriod;
}

/** What the mapper of a step that runs in rounds gets beside: `round` counts from 1, `last` is what the one before gave. */
export interface RoundContext<Output> {
  readonly round: number;
  readonly last: Output | undefined;
}
