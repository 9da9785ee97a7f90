import type { $Task } from "./holes.js";

/** Every task that a module in the `dirs` of trigger.config.ts exports: a registry is made of them by `createFlow<Tasks>()`. */
export type Tasks = {
  // @each tasks
  $key: $Task;
};
