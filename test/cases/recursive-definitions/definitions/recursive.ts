import type { CompositeTrackDefinition, TrackDefinition } from "flowgen";

const leaf: TrackDefinition = { name: "Leaf", tasks: [{ taskName: "first" }] };

const inner: { -readonly [Key in keyof CompositeTrackDefinition]: CompositeTrackDefinition[Key] } = {
  name: "Inner",
  type: "composite",
  tasks: [],
  subTracks: [leaf],
};

export const outer: CompositeTrackDefinition = { name: "Outer", type: "composite", tasks: [], subTracks: [inner, leaf] };

inner.subTracks = [outer];
