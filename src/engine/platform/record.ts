import type { Packet, RunRecord } from "../records.js";
import type { Kernel } from "./kernel.js";
import type { Run } from "./run.js";

/** Reads stored packets. */
export type ReadPacket = (packet: Packet) => Packet;

/** A run as plain data, with its values parsed. */
export async function recordOf({ core }: Kernel, run: Run, readPacket: ReadPacket): Promise<RunRecord> {
  const parse = async (packet: Packet | undefined): Promise<unknown> => {
    if (packet === undefined) return undefined;
    return plain(await core.parsePacket({ ...readPacket(packet) }));
  };
  return {
    id: run.id,
    taskId: run.task.id,
    status: run.status,
    payload: await parse(run.payload),
    output: await parse(run.output),
    error: run.error,
    attempts: run.attempts.map((attempt) => ({ ...attempt })),
    waits: run.waits.map((wait) => ({ ...wait, on: [...wait.on] })),
    logs: [...run.logs],
    metadata: run.metadata,
    tags: [...run.tags],
    key: run.key,
    queue: run.queue,
    concurrencyKey: run.concurrencyKey,
    priority: run.priority,
    machine: run.machine,
    parentId: run.parent?.id,
    rootId: (run.root ?? run).id,
    depth: run.depth,
    batchId: run.batchId,
    replayOf: run.replayOf,
    createdAt: run.createdAt,
    queuedAt: run.queuedAt,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    children: run.children.map(({ id }) => id),
    attachedTo: run.attachedTo.map(({ id }) => id),
  };
}

/** What crosses to another thread: functions and symbols cannot. */
function plain(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return JSON.parse(JSON.stringify(value));
  }
}
