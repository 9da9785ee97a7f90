import type { BranchOutput } from "./branch.js";
import type { TaskOutputOf, TaskPayloadOf } from "./contracts.js";
import type { NodeOutput } from "./nodes.js";
import type { Untyped } from "./plain.js";
import type { StepArguments } from "./step-arguments.js";
import type { TrackPayload } from "./track.js";
import type { OutputOfSchema } from "./waits.js";

/** Name and output of a step that has run. */
export type NamedOutput = readonly [name: string, output: unknown];

/** Outputs by the names of their steps: of a union of named outputs. */
export type OutputsByName<Named extends NamedOutput> = Shown<{ readonly [E in Named as E[0]]: E[1] }>;

/** The same type, printed by the editor as its properties and not as the alias that made it. */
export type Shown<T> = T extends infer Properties ? Properties : never;

/** What a step's run is triggered with; `never` for a step that runs nothing. */
export type StepPayload<R, N, X> = [X] extends [never] ? TaskPayloadOf<R, N> : TrackPayload<X>;

/** What one run of a step returns. */
export type RunOutput<R, S extends StepArguments> = "track" extends S[3] ? NodeOutput<R, S[1]> : TaskOutputOf<R, S[0]>;

/** What became of one item of a `forEach` that collects failures. */
export type ItemResult<Output> =
  | { readonly status: "completed"; readonly output: Output }
  | { readonly status: "failed"; readonly error: { readonly runId: string; readonly message: string } };

/** What a step gives when it is not skipped. */
type OwnOutput<R, S extends StepArguments, Prev> = "taskName" extends S[3]
  ? OutputOfRuns<R, S>
  : "track" extends S[3]
    ? OutputOfRuns<R, S>
    : "transform" extends S[3]
      ? Awaited<S[4]>
      : "branch" extends S[3]
        ? BranchOutput<S[1], S[5]>
        : "approval" extends S[3]
          ? OutputOfSchema<S[1]>
          : Prev;

/** What comes of one run, of one per item, or of what stands in for a run that failed. */
type OutputOfRuns<R, S extends StepArguments> = "forEach" extends S[3]
  ? "collect" extends S[5]
    ? ItemResult<RunOutput<R, S>>[]
    : RunOutput<R, S>[]
  : "fallback" extends S[3]
    ? RunOutput<R, S> | Awaited<S[4]>
    : RunOutput<R, S>;

/** A step's output, where `Prev` is what came before it: what a step that may be skipped passes on, if it can be. */
export type StepOutput<R, S extends StepArguments, Prev> = "when" extends S[3]
  ? [Prev] extends [OwnOutput<R, S, Prev>]
    ? OwnOutput<R, S, Prev>
    : OwnOutput<R, S, Prev> | undefined
  : OwnOutput<R, S, Prev>;

/** Whether a step is there: what is not written has no properties. */
type IsWritten<S extends StepArguments> = [S[3]] extends [never] ? false : true;

/**
 * What comes out of a sequence of steps: the last one's output or, if there are none, `Otherwise`. Untyped if there
 * are more steps than are written out.
 */
export type LastOutput<R, All, More, Otherwise> = [More] extends [never] ? OutputOfLast<R, All, Otherwise> : Untyped;

type OutputOfLast<R, All, Otherwise> = All extends readonly [infer S extends StepArguments, ...infer Rest]
  ? IsWritten<S> extends true
    ? OutputOfLast<R, Rest, StepOutput<R, S, Otherwise>>
    : Otherwise
  : Otherwise;

/** The outputs of a whole sequence of steps, by name. */
export type AllOutputs<R, All, Prev, Earlier extends NamedOutput = never> = All extends readonly [
  infer S extends StepArguments,
  ...infer Rest,
]
  ? IsWritten<S> extends true
    ? AllOutputs<R, Rest, StepOutput<R, S, Prev>, Earlier | [S[2], StepOutput<R, S, Prev>]>
    : OutputsByName<Earlier>
  : OutputsByName<Earlier>;
