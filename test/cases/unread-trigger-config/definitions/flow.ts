import { createFlow } from "flowgen";
import type { Tasks } from "../generated/tasks.js";

export const { defineTrack } = createFlow<Tasks>();
