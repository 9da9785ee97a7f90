export type { Flow, MockOf, StartedRun, StartFlow, TriggerArguments } from "./flow.js";
export type { Failure, FailurePoint, FlowOptions, MockParams } from "./flow-options.js";
export type { FlowRun } from "./flow-run.js";
export { startFlow } from "./start-flow.js";
export type { TasksOf } from "./task-types.js";
