import type { DependenciesOf, SettledOf } from "./dependencies.js";
import type { AreKnown, NamesOf, NodeCalled, NodeName, NodeNames, NodeOutput } from "./nodes.js";
import type { Shown } from "./step-output.js";

/** What a failed node does: it ends the orchestrator, or is told to those who read its output. */
export type FailurePolicy = "halt" | "continue";

/** What became of a node that may have nothing to give. */
export type Settled<Output> =
  | { readonly status: "completed"; readonly output: Output }
  | {
      readonly status: "failed";
      readonly error: { readonly taskId: string; readonly runId: string; readonly message: string };
    }
  | {
      readonly status: "skipped";
      /** Its own condition did not hold, or what it depends on is missing. */
      readonly by: "condition" | "failure";
      /** The same as a text, with the names of the nodes. */
      readonly because: string;
    };

/** What a node gives where it is there: its output, or what stands in for it. */
type GivenOutput<R, N> =
  NodeOutput<R, N> | (N extends { readonly fallback: (...given: never) => infer Value } ? Awaited<Value> : never);

/** What those read who are there only where the node is not missing. */
type PlainOutput<R, N> = GivenOutput<R, N> | (N extends { readonly when: unknown } ? undefined : never);

/** What a node finds of those that it depends on. Without aliases inside, which messages would show in its place. */
export type OutputsFor<R, All extends readonly unknown[], D, Name> = Shown<
  AreKnown<All> extends true
    ? {
        readonly [On in Extract<DependenciesOf<D, Name> | SettledOf<D, Name>, NodeNames<All>>]: On extends SettledOf<
          D,
          Name
        >
          ? Settled<GivenOutput<R, NodeCalled<All, On>>>
          : PlainOutput<R, NodeCalled<All, On>>;
      }
    : {
        readonly [N in All[number] as NamesOf<N, All, DependenciesOf<D, Name> | SettledOf<D, Name>>]: [
          NamesOf<N, All, SettledOf<D, Name>>,
        ] extends [never]
          ? PlainOutput<R, N>
          : Settled<GivenOutput<R, N>>;
      }
>;

/** What the end of an orchestrator finds of its nodes. `Halts` is its own policy. */
export type EndOutputs<R, All extends readonly unknown[], D, Halts> = Shown<{
  readonly [N in All[number] as NodeName<N>]: NodeName<N> extends Missing<D, Continuing<All, Halts>>
    ? Settled<GivenOutput<R, N>>
    : PlainOutput<R, N>;
}>;

/** The nodes that go on where they fail. */
type Continuing<All extends readonly unknown[], Otherwise> = All[number] extends infer N
  ? N extends { readonly fallback: unknown }
    ? never
    : (N extends { readonly onTrackFailure: infer Own } ? Own : Otherwise) extends "continue"
      ? NodeName<N>
      : never
  : never;

/** Those, and whatever depends on them: a node may be missing where one that it needs may be. */
type Missing<D, Found> = [Found] extends [never]
  ? never
  : Exclude<Needing<D, Found>, Found> extends never
    ? Found
    : Missing<D, Found | Needing<D, Found>>;

type Needing<D, Found> = {
  [Name in keyof D]: [Extract<DependenciesOf<D, Name>, Found>] extends [never] ? never : Name;
}[keyof D];
