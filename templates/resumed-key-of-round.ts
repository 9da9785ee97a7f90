import { $input, $keyOf, $round } from "./holes.js";

export const template = async () => await $keyOf($input, `$prefix${$round}`);
