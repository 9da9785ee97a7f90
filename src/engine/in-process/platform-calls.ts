import type { Packets } from "../api/packets.js";
import { replayRun } from "../api/replay.js";
import { tokenStatus } from "../api/wait-routes.js";
import type { TaskInfo, TokenRecord } from "../engine.js";
import type { TriggerOptions } from "../options.js";
import type { Platform } from "../platform/platform.js";
import type { Run, TriggerBodyOptions } from "../platform/run.js";
import type { CallName, Calls } from "./messages.js";
import { treeOf, type Waiters } from "./waiters.js";

/** What of the project's core serialises what comes from outside of any run. */
export type CallsCore = Pick<typeof import("@trigger.dev/core/v3"), "makeIdempotencyKey" | "stringifyIO">;

export interface PlatformCallsInput {
  readonly core: CallsCore;
  readonly platform: () => Platform;
  readonly packets: Packets;
  readonly waiters: Waiters;
}

export type Answers<Names extends CallName> = {
  readonly [N in Names]: (...args: Calls[N]["args"]) => Promise<Calls[N]["answer"]> | Calls[N]["answer"];
};

export type PlatformCall =
  "trigger" | "waitForRun" | "triggerSchedule" | "runTree" | "cancel" | "replay" | "tokens" | "completeToken";

/** What can be asked of a platform whoever executes its runs. */
export function platformAnswers({ core, platform, packets, waiters }: PlatformCallsInput): Answers<PlatformCall> {
  const run = (id: string): Run => platform().run(id);
  const tree = async (id: string) => await treeOf(platform().kernel, run(id), packets.read);
  return {
    trigger: async (taskId, payload, options) => {
      const packet = await core.stringifyIO(payload);
      const body = { ...(await bodyOptions(core, options)), payloadType: packet.dataType };
      return platform().trigger({ taskId, payload: packet, options: body }).run.id;
    },
    waitForRun: async (id) => {
      await waiters.wait(run(id));
      return await tree(id);
    },
    triggerSchedule: async (taskId, at) => {
      const timestamp = new Date(at ?? platform().kernel.clock.now());
      const schedule = { type: "DECLARATIVE", scheduleId: `sched_${taskId}`, timezone: "UTC", upcoming: [] };
      const payload = await core.stringifyIO({ ...schedule, timestamp, lastTimestamp: undefined });
      return platform().trigger({ taskId, payload, options: { payloadType: payload.dataType } }).run.id;
    },
    runTree: tree,
    cancel: (id) => platform().cancel(run(id)),
    replay: (id) => replayRun(platform(), run(id)).id,
    tokens: () => platform().waitpoints.tokens.map(tokenRecord),
    completeToken: async (id, output) => {
      const { waitpoints } = platform();
      waitpoints.complete(waitpoints.token(id), output === undefined ? undefined : await core.stringifyIO(output));
    },
  };
}

/** The tasks that are registered. */
export function taskInfos({ kernel: { tasks } }: Platform): readonly TaskInfo[] {
  return tasks.all.map((task) => ({
    id: task.id,
    filePath: task.filePath,
    cron: task.schedule?.cron,
    description: task.description,
    queue: tasks.queueOf(task),
  }));
}

/** The options of a trigger from outside of any run, as the SDK sends them. */
async function bodyOptions(core: CallsCore, options: TriggerOptions): Promise<TriggerBodyOptions> {
  const { idempotencyKey, queue, tags, machine, ...rest } = options;
  const hash = await core.makeIdempotencyKey(idempotencyKey);
  return {
    ...rest,
    ...(hash !== undefined && {
      idempotencyKey: hash,
      idempotencyKeyOptions: { key: String(idempotencyKey), scope: "global" },
    }),
    ...(queue !== undefined && { queue: { name: queue } }),
    ...(tags !== undefined && { tags: [tags].flat() as string[] }),
    ...(machine !== undefined && { machine: machine as NonNullable<TriggerBodyOptions["machine"]> }), // checked when the run is made
  };
}

function tokenRecord(waitpoint: Parameters<typeof tokenStatus>[0]): TokenRecord {
  const { id, tags, idempotencyKey, createdAt, blocked } = waitpoint;
  const waitingRuns = [...blocked].map(({ run }) => run.id);
  return { id, status: tokenStatus(waitpoint), tags, idempotencyKey, createdAt, waitingRuns };
}
