import type { MachinePreset, MachinePresetName, TaskRunExecution } from "@trigger.dev/core/v3/schemas";
import type { Kernel } from "./kernel.js";
import { Refused } from "./refused.js";
import type { Run } from "./run.js";

/** vCPU, memory in GB, and price as the platform's documentation has them. */
const MACHINES: Readonly<Record<MachinePresetName, Omit<MachinePreset, "name">>> = {
  micro: { cpu: 0.25, memory: 0.25, centsPerMs: 0.00000169 },
  "small-1x": { cpu: 0.5, memory: 0.5, centsPerMs: 0.00000338 },
  "small-2x": { cpu: 1, memory: 1, centsPerMs: 0.00000675 },
  "medium-1x": { cpu: 1, memory: 2, centsPerMs: 0.0000085 },
  "medium-2x": { cpu: 2, memory: 4, centsPerMs: 0.000017 },
  "large-1x": { cpu: 4, memory: 8, centsPerMs: 0.000034 },
  "large-2x": { cpu: 8, memory: 16, centsPerMs: 0.000068 },
};

export const DEFAULT_MACHINE: MachinePresetName = "small-1x";

const isMachine = (name: string): name is MachinePresetName => name in MACHINES;

export function machineOf(name: string): MachinePreset {
  if (!isMachine(name)) throw new Refused(`Invalid machine preset: ${name}`, 400);
  return { name, ...MACHINES[name] };
}

/** What an attempt is started with: the same as the platform gives its workers. */
export function executionOf({ options, clock }: Kernel, run: Run): TaskRunExecution {
  const isDevelopment = options.environment === "DEVELOPMENT";
  const sentKey = run.options.idempotencyKeyOptions;
  const queuedSince = run.startedAt ?? run.createdAt;
  return {
    attempt: { number: run.attempts.length, startedAt: new Date(clock.now()) },
    run: {
      id: run.id,
      payload: run.payload.data ?? "",
      payloadType: run.payload.dataType,
      tags: [...run.tags],
      isTest: run.isTest,
      isReplay: run.replayOf !== undefined,
      createdAt: new Date(run.createdAt),
      startedAt: new Date(queuedSince),
      ...(run.key && { idempotencyKey: sentKey?.key ?? run.key.hash, idempotencyKeyScope: sentKey?.scope }),
      maxAttempts: run.maxAttempts,
      version: "local",
      metadata: run.metadata as TaskRunExecution["run"]["metadata"], // it came from JSON
      maxDuration: run.maxDuration,
      priority: run.priority === 0 ? undefined : run.priority,
      parentTaskRunId: run.parent?.id,
      rootTaskRunId: run.root?.id,
      durationMs: 0,
      costInCents: 0,
      baseCostInCents: 0,
      traceContext: {},
    },
    task: { id: run.task.id, filePath: run.task.filePath, exportName: run.task.exportName },
    queue: { id: `queue_${run.queue}`, name: run.queue },
    environment: {
      id: "env_local",
      slug: isDevelopment ? "dev" : "prod",
      type: options.environment,
    },
    organization: { id: "org_local", slug: "local", name: "Local" },
    project: { id: "proj_local", ref: options.projectRef, slug: "local", name: "Local" },
    machine: machineOf(run.machine),
    ...(run.batchId !== undefined && { batch: { id: run.batchId } }),
  };
}
