import { createFlow } from "flowgen";

export const { defineTrack } = createFlow<typeof import("../tasks/none.js")>();
export const other = createFlow<typeof import("../tasks/missing.js")>();

type Mine = { "send-mail": typeof import("../tasks/none.js") };
export const third = createFlow<Mine & typeof import("../tasks/none.js")>();
