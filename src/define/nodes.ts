import type { TaskOutputOf, TaskPayloadOf } from "./contracts.js";
import type { CompositeTrackDefinition, OrchestratorDefinition, TrackDefinition, Untyped } from "./plain.js";
import type { Shown } from "./step-output.js";
import type { AnyTrack, Track } from "./track.js";

/** What may be a node: a track or orchestrator, one under another name, or a single task. */
export type Node<Id extends string> =
  | NodeTrack
  | ({ readonly track: NodeTrack; readonly name?: string } & WithoutPolicy)
  | ({ readonly taskName: Id; readonly name?: string } & WithoutPolicy);

/** What an orchestrator alone knows: a composite track merges what all of its sub-tracks give. */
interface WithoutPolicy {
  readonly onTrackFailure?: never;
  readonly when?: never;
  readonly fallback?: never;
}

/** What may stand for a track: any other definition. */
export type NodeTrack = AnyTrack | TrackDefinition | CompositeTrackDefinition | OrchestratorDefinition;

/** The nodes of one graph or composite track, in the order they are written. */
export type Nodes<Id extends string> = readonly Node<Id>[];

/** A node's own name, else its track's, else its task's id. */
export type NodeName<N> = N extends { readonly name: infer Name extends string }
  ? Name
  : N extends { readonly taskName: infer Id extends string }
    ? Id
    : N extends { readonly track: { readonly name: infer Name extends string } }
      ? Name
      : never;

/** The names of all nodes. */
export type NodeNames<All extends readonly unknown[]> = NodeName<All[number]>;

/** What a node is triggered with. Untyped for a plain annotated definition. */
export type NodePayload<R, N> = N extends { readonly taskName: infer Id }
  ? TaskPayloadOf<R, Id>
  : N extends Track<string, infer Payload, unknown> | { readonly track: Track<string, infer Payload, unknown> }
    ? Payload
    : Untyped;

/** What a node returns. Untyped for a plain annotated definition. */
export type NodeOutput<R, N> = N extends { readonly taskName: infer Id }
  ? TaskOutputOf<R, Id>
  : N extends Track<string, never, infer Output> | { readonly track: Track<string, never, infer Output> }
    ? Output
    : Untyped;

/** Whether `Name` stands for any number of names, as `string` or a template type does. */
type IsOpen<Name extends string> = {} extends Record<Name, 1> ? true : false;

/** The names that are known. That of a plain annotated definition is not, nor one that code computes. */
type LiteralNames<All extends readonly unknown[]> = All[number] extends infer N
  ? N extends unknown
    ? IsOpen<NodeName<N>> extends true
      ? never
      : NodeName<N>
    : never
  : never;

/** Whether all names are known: then a node is found by its name, and not by a look at each. */
export type AreKnown<All extends readonly unknown[]> = [NodeNames<All>] extends [LiteralNames<All>] ? true : false;

/** The node called `Name`, where all names are known. */
export type NodeCalled<All extends readonly unknown[], Name extends string> =
  NodesByName<All> extends { readonly [Key in Name]: infer N } ? N : never;

type NodesByName<All extends readonly unknown[]> = { readonly [N in All[number] as NodeName<N>]: N };

/** Those of `Names` that node `N` may go by. */
export type NamesOf<N, All extends readonly unknown[], Names extends string> = [Names] extends [never]
  ? never
  : IsOpen<NodeName<N>> extends false
    ? Extract<NodeName<N>, Names>
    : IsOpen<Names> extends true
      ? NodeName<N>
      : Extract<Exclude<Names, LiteralNames<All>>, NodeName<N>>;

/** The outputs of the nodes called `Names`, by name. */
export type NodeOutputs<R, All extends readonly unknown[], Names extends string = NodeNames<All>> = Shown<
  AreKnown<All> extends true
    ? { readonly [Name in Extract<Names, NodeNames<All>>]: NodeOutput<R, NodeCalled<All, Name>> }
    : { readonly [N in All[number] as NamesOf<N, All, Names>]: NodeOutput<R, N> }
>;

/** What the node called `Name` is triggered with. */
export type PayloadByName<R, All extends readonly unknown[], Name extends string> =
  AreKnown<All> extends true
    ? NodePayload<R, NodeCalled<All, Name>>
    : All[number] extends infer N
      ? N extends unknown
        ? [NamesOf<N, All, Name>] extends [never]
          ? never
          : NodePayload<R, N>
        : never
      : never;

/** What an input must be to fit all nodes but those called `Others`: `unknown` if there are none. */
export type InputForAll<R, All extends readonly unknown[], Others> =
  Taker<R, All, Others> extends (payload: infer Payload) => void ? Payload : never;

/** Functions that take the payloads: inferring the parameter of their union makes the intersection. */
type Taker<R, All extends readonly unknown[], Others> = All[number] extends infer N
  ? N extends unknown
    ? NodeName<N> extends Others
      ? never
      : (payload: NodePayload<R, N>) => void
    : never
  : never;

/** The names of those nodes whose payload is not met by `Passed`. */
export type NamesUnfit<R, All extends readonly unknown[], Passed> = All[number] extends infer N
  ? N extends unknown
    ? [Passed] extends [NodePayload<R, N>]
      ? never
      : NodeName<N>
    : never
  : never;
