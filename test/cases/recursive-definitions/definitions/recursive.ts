import type { CompositeTrackDefinition, TrackDefinition } from "flowgen";
import { z } from "zod";

const leaf: TrackDefinition = { name: "Leaf", tasks: [{ taskName: "first" }] };

const inner: { -readonly [Key in keyof CompositeTrackDefinition]: CompositeTrackDefinition[Key] } = {
  name: "Inner",
  type: "composite",
  tasks: [],
  subTracks: [leaf],
};

export const outer: CompositeTrackDefinition = { name: "Outer", type: "composite", tasks: [], subTracks: [inner, leaf] };

inner.subTracks = [outer];

const stepped: { -readonly [Key in keyof TrackDefinition]: TrackDefinition[Key] } = {
  name: "Stepped",
  input: z.object({}),
  tasks: [],
};

export const stepping: TrackDefinition = { name: "Stepping", tasks: [{ track: stepped }] };

stepped.tasks = [{ name: "choice", branch: { on: () => "again", cases: { again: stepping } } }];
