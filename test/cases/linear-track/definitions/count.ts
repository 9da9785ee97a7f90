import { defineTrack } from "./registry.js";

/** How many words a page has. */
export const countTrack = defineTrack({
  name: "CountTrack",
  tasks: [{ taskName: "fetch_page" }, { taskName: "extract_text" }, { taskName: "count_words" }],
});

export const singleStep = defineTrack({ name: "single step", tasks: [{ taskName: "fetch_page" }] });
