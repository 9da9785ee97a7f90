import { defineTrack } from "./registry.js";

export const copyCategory = defineTrack({
  name: "CopyCategory",
  tasks: [{ taskName: "read_category" }, { taskName: "write_category" }],
});

export const everyType = defineTrack({
  name: "EveryType",
  tasks: [
    { taskName: "every_type" },
    { taskName: "coerce", inputMapper: ({ ratio, at }) => ({ size: ratio, at }) },
    { taskName: "list", inputMapper: (length) => [String(length)] },
  ],
});
