import type { SubtaskUnwrapError } from "@trigger.dev/sdk";
import type { NodeName, NodeTrack } from "./nodes.js";
import type { FailurePolicy, OutputsFor } from "./policy.js";

/** What an entry may say of its node. The types of its functions are in {@link EntryFunctions}. */
interface Policy {
  readonly onTrackFailure?: FailurePolicy;
  readonly when?: unknown;
  readonly fallback?: unknown;
}

/** An entry of an orchestrator's `tracks`. */
export type Entry<Id extends string> =
  | NodeTrack
  | ({ readonly track: NodeTrack; readonly name?: string } & Policy)
  | ({ readonly taskName: Id; readonly name?: string } & Policy);

/** The nodes of an orchestrator, in the order they are written. */
export type Entries<Id extends string> = readonly Entry<Id>[];

// The type of the whole list is inferred when the functions in it are checked, so these cannot be typed by it. What they
// are typed by is inferred before, from the rest of each entry: its track, its task's id, its name.

/** Nodes, by what their entries say: lists of tracks, of tasks' ids and of names. What is not written is unknown. */
export type Listed<
  Tracks extends readonly unknown[],
  Ids extends readonly unknown[],
  Names extends readonly unknown[],
> = {
  readonly [I in keyof Tracks]: ListedEntry<Tracks[I], At<Ids, I>, At<Names, I>>;
};

/** Where nothing of a kind is written, there may be no list of it. */
type At<List extends readonly unknown[], I> = I extends keyof List ? List[I] : unknown;

/** An entry without functions is listed among the tracks as a whole. */
type ListedEntry<T, Id, Name> = (unknown extends Id
  ? { readonly track: T extends { readonly track: infer Inner } ? Inner : T }
  : { readonly taskName: Id }) &
  (unknown extends Name ? unknown : { readonly name: Name });

declare const neverGiven: unique symbol;

/**
 * The types of the functions in a list of entries, and where {@link Listed} is inferred from. No value is of this type: it
 * stands beside the one that the list is of.
 */
export type EntryFunctions<
  R,
  Tracks extends readonly unknown[],
  Ids extends readonly unknown[],
  Names extends readonly unknown[],
  D,
  Input,
> = (
  | { readonly [I in keyof Tracks]: Tracks[I] | { readonly track: Tracks[I] } }
  | { readonly [I in keyof Ids]: { readonly taskName: Ids[I] } }
  | { readonly [I in keyof Names]: { readonly name: Names[I] } }
  | {
      // With `as`, so that nothing is inferred from here.
      readonly [I in keyof Tracks as I]: {
        /** Whether the node runs. Those that depend on one that does not find `undefined`. */
        readonly when?: (outputs: OutputsOfEntry<R, Listed<Tracks, Ids, Names>, D, I>, input: Input) => boolean;
        /** Makes a value to go on with, where the node has failed for good. May be async. */
        readonly fallback?: (
          error: SubtaskUnwrapError,
          context: {
            readonly input: Input;
            readonly outputs: OutputsOfEntry<R, Listed<Tracks, Ids, Names>, D, I>;
          },
        ) => unknown;
      };
    }
) & { readonly [neverGiven]: true };

type OutputsOfEntry<R, All extends readonly unknown[], D, I> = I extends keyof All
  ? OutputsFor<R, All, D, NodeName<All[I]>>
  : never;

/** Says that a condition gives something else than a boolean. */
export interface ConditionNeeded {
  readonly tracks: readonly EntryWithCondition[];
}

/** Has all that an entry may have, so that nothing else of it is complained of. */
interface EntryWithCondition extends Policy {
  readonly taskName?: unknown;
  readonly track?: unknown;
  readonly name?: unknown;
  readonly when?: (...given: never) => boolean;
}

/** Every condition gives a boolean, and not a promise of one. */
export type ConditionRule<All extends readonly unknown[]> = [Extract<All[number], { readonly when: unknown }>] extends [
  { readonly when: (...given: never) => boolean },
]
  ? unknown
  : ConditionNeeded;
