export { type FlowgenConfig, defineConfig } from "./config.js";
export type {
  ContractRegistry,
  ModuleRegistry,
  Registry,
  Schema,
  TaskContract,
  TaskContracts,
  TaskTypes,
} from "./contracts.js";
export type { Cron, ScheduledPayload } from "./cron.js";
export type { DefineCompositeTrack } from "./define-composite-track.js";
export type { DefineTrack } from "./define-track.js";
export { type Flow, createFlow, defineTasks } from "./flow.js";
export type { Entry } from "./entries.js";
export type { Node } from "./nodes.js";
export type { RunOptions, TaskOptions } from "./options.js";
export type { DefineOrchestrator, Orchestrator } from "./orchestrator.js";
export type {
  CompositeTrackDefinition,
  OrchestratorDefinition,
  PlainContext,
  StepDefinition,
  TrackDefinition,
  TypedTrackDefinition,
} from "./plain.js";
export type { FailurePolicy, Settled } from "./policy.js";
export type { ItemResult } from "./step-output.js";
export type { AnyTrack, Track } from "./track.js";
export type { ApprovalToken, WaitPeriod } from "./waits.js";
