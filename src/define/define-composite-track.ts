import type { CompositeKey, CompositeOutput, CompositeTrackShape, DefaultCompositeInput } from "./composite.js";
import type { AcceptedInput, Schema } from "./contracts.js";
import type { Dependencies } from "./dependencies.js";
import type { NodeNames, Nodes } from "./nodes.js";
import type { Choice, StepKey, StepName, Target } from "./step-arguments.js";
import type { Track } from "./track.js";

// Written by repetition, one line per step, because the compiler settles a type parameter as a whole, and the items of
// a `forEach` must be settled step by step: every step needs parameters of its own. N is the task's name, X what else the
// step runs, A the step's name, K the properties it has, F what its function gives, P a literal that its output hangs on.

/** The type of `defineCompositeTrack`. */
export interface DefineCompositeTrack<R, Id extends string> {
  // prettier-ignore
  <
    const Name extends string,
    const Subs extends Nodes<Id>,
    N0 extends Id = never, X0 extends Target = never, A0 extends string = StepName<N0, X0>, K0 extends StepKey = never, F0 = unknown, P0 extends Choice = never,
    N1 extends Id = never, X1 extends Target = never, A1 extends string = StepName<N1, X1>, K1 extends StepKey = never, F1 = unknown, P1 extends Choice = never,
    N2 extends Id = never, X2 extends Target = never, A2 extends string = StepName<N2, X2>, K2 extends StepKey = never, F2 = unknown, P2 extends Choice = never,
    N3 extends Id = never, X3 extends Target = never, A3 extends string = StepName<N3, X3>, K3 extends StepKey = never, F3 = unknown, P3 extends Choice = never,
    N4 extends Id = never, X4 extends Target = never, A4 extends string = StepName<N4, X4>, K4 extends StepKey = never, F4 = unknown, P4 extends Choice = never,
    N5 extends Id = never, X5 extends Target = never, A5 extends string = StepName<N5, X5>, K5 extends StepKey = never, F5 = unknown, P5 extends Choice = never,
    N6 extends Id = never, X6 extends Target = never, A6 extends string = StepName<N6, X6>, K6 extends StepKey = never, F6 = unknown, P6 extends Choice = never,
    N7 extends Id = never, X7 extends Target = never, A7 extends string = StepName<N7, X7>, K7 extends StepKey = never, F7 = unknown, P7 extends Choice = never,
    N8 extends Id = never, X8 extends Target = never, A8 extends string = StepName<N8, X8>, K8 extends StepKey = never, F8 = unknown, P8 extends Choice = never,
    N9 extends Id = never, X9 extends Target = never, A9 extends string = StepName<N9, X9>, K9 extends StepKey = never, F9 = unknown, P9 extends Choice = never,
    N10 extends Id = never, X10 extends Target = never, A10 extends string = StepName<N10, X10>, K10 extends StepKey = never, F10 = unknown, P10 extends Choice = never,
    N11 extends Id = never, X11 extends Target = never, A11 extends string = StepName<N11, X11>, K11 extends StepKey = never, F11 = unknown, P11 extends Choice = never,
    N12 extends Id = never, X12 extends Target = never, A12 extends string = StepName<N12, X12>, K12 extends StepKey = never, F12 = unknown, P12 extends Choice = never,
    N13 extends Id = never, X13 extends Target = never, A13 extends string = StepName<N13, X13>, K13 extends StepKey = never, F13 = unknown, P13 extends Choice = never,
    N14 extends Id = never, X14 extends Target = never, A14 extends string = StepName<N14, X14>, K14 extends StepKey = never, F14 = unknown, P14 extends Choice = never,
    N15 extends Id = never, X15 extends Target = never, A15 extends string = StepName<N15, X15>, K15 extends StepKey = never, F15 = unknown, P15 extends Choice = never,
    N16 extends Id = never, X16 extends Target = never, A16 extends string = StepName<N16, X16>, K16 extends StepKey = never, F16 = unknown, P16 extends Choice = never,
    N17 extends Id = never, X17 extends Target = never, A17 extends string = StepName<N17, X17>, K17 extends StepKey = never, F17 = unknown, P17 extends Choice = never,
    N18 extends Id = never, X18 extends Target = never, A18 extends string = StepName<N18, X18>, K18 extends StepKey = never, F18 = unknown, P18 extends Choice = never,
    N19 extends Id = never, X19 extends Target = never, A19 extends string = StepName<N19, X19>, K19 extends StepKey = never, F19 = unknown, P19 extends Choice = never,
    N20 extends Id = never, X20 extends Target = never, A20 extends string = StepName<N20, X20>, K20 extends StepKey = never, F20 = unknown, P20 extends Choice = never,
    N21 extends Id = never, X21 extends Target = never, A21 extends string = StepName<N21, X21>, K21 extends StepKey = never, F21 = unknown, P21 extends Choice = never,
    N22 extends Id = never, X22 extends Target = never, A22 extends string = StepName<N22, X22>, K22 extends StepKey = never, F22 = unknown, P22 extends Choice = never,
    N23 extends Id = never, X23 extends Target = never, A23 extends string = StepName<N23, X23>, K23 extends StepKey = never, F23 = unknown, P23 extends Choice = never,
    More extends Id = never,
    S extends Schema = never,
    const D extends Dependencies = {},
    Mapped extends NodeNames<Subs> = never,
    Result = never,
    Keys extends CompositeKey = never,
  >(
    definition: CompositeTrackShape<R, Name, S, [
      [N0, X0, A0, K0, F0, P0],
      [N1, X1, A1, K1, F1, P1],
      [N2, X2, A2, K2, F2, P2],
      [N3, X3, A3, K3, F3, P3],
      [N4, X4, A4, K4, F4, P4],
      [N5, X5, A5, K5, F5, P5],
      [N6, X6, A6, K6, F6, P6],
      [N7, X7, A7, K7, F7, P7],
      [N8, X8, A8, K8, F8, P8],
      [N9, X9, A9, K9, F9, P9],
      [N10, X10, A10, K10, F10, P10],
      [N11, X11, A11, K11, F11, P11],
      [N12, X12, A12, K12, F12, P12],
      [N13, X13, A13, K13, F13, P13],
      [N14, X14, A14, K14, F14, P14],
      [N15, X15, A15, K15, F15, P15],
      [N16, X16, A16, K16, F16, P16],
      [N17, X17, A17, K17, F17, P17],
      [N18, X18, A18, K18, F18, P18],
      [N19, X19, A19, K19, F19, P19],
      [N20, X20, A20, K20, F20, P20],
      [N21, X21, A21, K21, F21, P21],
      [N22, X22, A22, K22, F22, P22],
      [N23, X23, A23, K23, F23, P23],
    ], More, Subs, D, Mapped, Result, Keys>,
  ): Track<
    Name,
    AcceptedInput<S, DefaultCompositeInput<R, N0, X0, K0, Subs, Mapped>>,
    CompositeOutput<R, Subs, Result>
  >;
}
