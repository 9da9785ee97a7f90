import { $round } from "./holes.js";

export const template = () => `$prefix${$round}`;
