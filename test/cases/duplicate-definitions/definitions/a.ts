import { defineTrack } from "./registry.js";

export const one = defineTrack({ name: "SameName", tasks: [{ taskName: "first" }] });
export const camel = defineTrack({ name: "audioTrack", tasks: [{ taskName: "first" }] });
export const cased = defineTrack({ name: "Cased", id: "cased-Track", tasks: [{ taskName: "first" }] });
export const taken = defineTrack({ name: "first", tasks: [{ taskName: "first" }] });
