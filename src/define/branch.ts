import type { KeepingLiterals } from "./literals.js";
import type { NodeOutput, NodePayload, NodeTrack } from "./nodes.js";
import type { MapperNeeded } from "./steps.js";

/** What the cases of a branch run, by the literal that chooses each. */
export type Cases = Readonly<Record<string, NodeTrack>>;

/** A track that a branch may choose: as it is where what came before fits it, else with a mapper. */
type Case<Wait, T, Prev, Context> =
  | Bare<Wait, T, Prev>
  | {
      readonly track: T;
      /** Makes the track's payload. May be left out where what came before fits as it is. */
      readonly inputMapper?: (prev: Prev, context: Context) => NodePayload<unknown, T> | KeepingLiterals<T>;
    };

type Bare<Wait, T, Prev> = [Wait] extends [never]
  ? [Prev] extends [NodePayload<unknown, T>]
    ? T
    : T & MapperNeeded<Prev, NodePayload<unknown, T>>
  : T;

/** The literals that have a case. TypeScript infers the name of a property, `"1"`, also where a number is written. */
type Literal<Key> = Key | (Key extends `${infer Given extends number}` ? Given : never);

/** Whatever may be given where literals like these have cases. */
type LiteralLike<Key> = (Key extends string ? string : never) | (Key extends number | `${number}` ? number : never);

/** A step that runs one of several tracks. `X` holds the tracks by case, `P` the one that runs otherwise. */
export interface Branch<Wait, Prev, Context, X, P> {
  /** Says which case it is. Without `default`, whatever it may give has to have a case. */
  readonly on: (prev: Prev, context: Context) => [P] extends [never] ? Literal<keyof X> : LiteralLike<keyof X>;
  /** A track for each literal, or `{ track, inputMapper }`. */
  readonly cases: { readonly [Key in keyof X]: Case<Wait, X[Key], Prev, Context> };
  /** What runs where no case is given. */
  readonly default?: Case<Wait, P, Prev, Context>;
}

/** What any of the tracks may return. */
export type BranchOutput<X, P> =
  NodeOutput<unknown, X[keyof X]> | ([P] extends [never] ? never : NodeOutput<unknown, P>);
