export type { Clock, Timer } from "./clock.js";
export type { Engine, Mock, MockContext, TaskInfo, TokenRecord } from "./engine.js";
export type { Deadlock, EngineEvent, EngineListener } from "./events.js";
export type { AttemptStart, Executor } from "./executor.js";
export type { EngineOptions, Fault, FaultPoint, Slots, TaskFile, TriggerOptions } from "./options.js";
export type {
  AttemptRecord,
  ErrorCause,
  KeyRecord,
  LogRecord,
  Packet,
  RunError,
  RunRecord,
  RunStatus,
  RunTree,
  WaitRecord,
} from "./records.js";
export { FINAL_STATUSES } from "./records.js";
export { EngineError, type EngineErrorCode } from "./errors.js";
export { startEngine } from "./start-engine.js";
