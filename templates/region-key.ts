import { regionKey } from "./graph.js";
import { $flow } from "./holes.js";

export const template = async () => await regionKey($flow, "$key");
