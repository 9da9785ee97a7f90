import { defineOrchestrator, defineTrack } from "./registry.js";

const tasks = [{ taskName: "first" as const }] as const;

export const quotes = defineTrack({ name: 'a "quoted" name', tasks });
export const backticks = defineTrack({ name: "a `name`", tasks });
export const expression = defineTrack({ name: "a ${name}", tasks });
export const comment = defineTrack({ name: "end */ of comment", tasks });
export const newline = defineTrack({ name: "two\nlines", tasks });
export const separator = defineTrack({ name: "line\u2028separator", tasks });
export const emoji = defineTrack({ name: "cinema 🎬", tasks });
export const proto = defineTrack({ name: "__proto__", tasks });
export const constructor = defineTrack({ name: "constructor", tasks });
export const parent = defineTrack({ name: "..", tasks });
export const path = defineTrack({ name: "../../etc/passwd", tasks });
export const backslash = defineTrack({ name: "..\\..\\windows", tasks });
export const dashes = defineTrack({ name: "---", tasks });
export const nul = defineTrack({ name: "nul\0", tasks });
export const foreign = defineTrack({ name: "Spur für Töne", tasks });
export const japanese = defineTrack({ name: "日本語", tasks });
export const badId = defineTrack({ name: "BadId", id: "../bad/id", tasks });
export const dotted = defineTrack({ name: "DottedId", id: "a..b", tasks });
export const steps = defineTrack({ name: "Steps", tasks: [{ taskName: "first", name: "a/b" }, { taskName: "second", name: "toString" }] });
export const good = defineTrack({ name: "Good name 2", id: "good.name_2", tasks });
export const nodes = defineOrchestrator({
  name: "Nodes",
  tracks: [{ track: good, name: "hasOwnProperty" }, { track: good, name: "<b>" }],
});
