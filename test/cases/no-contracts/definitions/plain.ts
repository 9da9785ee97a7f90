import type { TrackDefinition } from "flowgen";

export const track: TrackDefinition = { name: "Track", tasks: [{ taskName: "first" }] };
