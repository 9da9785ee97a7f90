import type { CompositeOutput, CompositeTrackShape, DefaultCompositeInput } from "./composite.js";
import type { AcceptedInput, Schema } from "./contracts.js";
import type { Dependencies } from "./dependencies.js";
import type { NodeNames, Nodes } from "./nodes.js";
import type { List, StepKey } from "./steps.js";
import type { Track } from "./track.js";

// Written by repetition, one line per step, because the compiler settles a type parameter as a whole, and the items of
// a `forEach` must be settled step by step: every step needs parameters of its own. N is the task's name, A the step's
// name, K the properties it has, F the list its `forEach` returns.

/** The type of `defineCompositeTrack`. */
export interface DefineCompositeTrack<R, Id extends string> {
  // prettier-ignore
  <
    const Name extends string,
    const Subs extends Nodes<Id>,
    N0 extends Id = never, A0 extends string = N0, K0 extends StepKey = never, F0 extends List = List,
    N1 extends Id = never, A1 extends string = N1, K1 extends StepKey = never, F1 extends List = List,
    N2 extends Id = never, A2 extends string = N2, K2 extends StepKey = never, F2 extends List = List,
    N3 extends Id = never, A3 extends string = N3, K3 extends StepKey = never, F3 extends List = List,
    N4 extends Id = never, A4 extends string = N4, K4 extends StepKey = never, F4 extends List = List,
    N5 extends Id = never, A5 extends string = N5, K5 extends StepKey = never, F5 extends List = List,
    N6 extends Id = never, A6 extends string = N6, K6 extends StepKey = never, F6 extends List = List,
    N7 extends Id = never, A7 extends string = N7, K7 extends StepKey = never, F7 extends List = List,
    N8 extends Id = never, A8 extends string = N8, K8 extends StepKey = never, F8 extends List = List,
    N9 extends Id = never, A9 extends string = N9, K9 extends StepKey = never, F9 extends List = List,
    N10 extends Id = never, A10 extends string = N10, K10 extends StepKey = never, F10 extends List = List,
    N11 extends Id = never, A11 extends string = N11, K11 extends StepKey = never, F11 extends List = List,
    N12 extends Id = never, A12 extends string = N12, K12 extends StepKey = never, F12 extends List = List,
    N13 extends Id = never, A13 extends string = N13, K13 extends StepKey = never, F13 extends List = List,
    N14 extends Id = never, A14 extends string = N14, K14 extends StepKey = never, F14 extends List = List,
    N15 extends Id = never, A15 extends string = N15, K15 extends StepKey = never, F15 extends List = List,
    N16 extends Id = never, A16 extends string = N16, K16 extends StepKey = never, F16 extends List = List,
    N17 extends Id = never, A17 extends string = N17, K17 extends StepKey = never, F17 extends List = List,
    N18 extends Id = never, A18 extends string = N18, K18 extends StepKey = never, F18 extends List = List,
    N19 extends Id = never, A19 extends string = N19, K19 extends StepKey = never, F19 extends List = List,
    N20 extends Id = never, A20 extends string = N20, K20 extends StepKey = never, F20 extends List = List,
    N21 extends Id = never, A21 extends string = N21, K21 extends StepKey = never, F21 extends List = List,
    N22 extends Id = never, A22 extends string = N22, K22 extends StepKey = never, F22 extends List = List,
    N23 extends Id = never, A23 extends string = N23, K23 extends StepKey = never, F23 extends List = List,
    More extends Id = never,
    S extends Schema = never,
    const D extends Dependencies = {},
    Mapped extends NodeNames<Subs> = never,
    Result = never,
  >(
    definition: CompositeTrackShape<R, Name, S, [
      [N0, A0, K0, F0],
      [N1, A1, K1, F1],
      [N2, A2, K2, F2],
      [N3, A3, K3, F3],
      [N4, A4, K4, F4],
      [N5, A5, K5, F5],
      [N6, A6, K6, F6],
      [N7, A7, K7, F7],
      [N8, A8, K8, F8],
      [N9, A9, K9, F9],
      [N10, A10, K10, F10],
      [N11, A11, K11, F11],
      [N12, A12, K12, F12],
      [N13, A13, K13, F13],
      [N14, A14, K14, F14],
      [N15, A15, K15, F15],
      [N16, A16, K16, F16],
      [N17, A17, K17, F17],
      [N18, A18, K18, F18],
      [N19, A19, K19, F19],
      [N20, A20, K20, F20],
      [N21, A21, K21, F21],
      [N22, A22, K22, F22],
      [N23, A23, K23, F23],
    ], More, Subs, D, Mapped, Result>,
  ): Track<Name, AcceptedInput<S, DefaultCompositeInput<R, N0, Subs, Mapped>>, CompositeOutput<R, Subs, Result>>;
}
