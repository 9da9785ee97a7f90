import type { Packets } from "./api/packets.js";
import { replayRun } from "./api/replay.js";
import { tokenStatus } from "./api/wait-routes.js";
import type { TaskInfo, TokenRecord } from "./engine.js";
import type { TriggerOptions } from "./options.js";
import type { Packet, RunTree } from "./records.js";
import type { Platform } from "./platform/platform.js";
import type { Run, TriggerBodyOptions, Waitpoint } from "./platform/run.js";
import { schedulePayload } from "./schedule-payload.js";
import type { Sdk } from "./sdk.js";
import { treeOf, type Waiters } from "./waiters.js";

/** What may be asked of a platform from outside of its runs: each with its arguments and its answer. */
export interface PlatformCalls {
  trigger: { args: [taskId: string, payload: unknown, options: TriggerOptions]; answer: string };
  waitForRun: { args: [runId: string]; answer: RunTree };
  triggerSchedule: { args: [taskId: string, at: Date | undefined]; answer: string };
  runTree: { args: [runId: string]; answer: RunTree };
  cancel: { args: [runId: string]; answer: void };
  replay: { args: [runId: string]; answer: string };
  tokens: { args: []; answer: readonly TokenRecord[] };
  completeToken: { args: [tokenId: string, output: unknown]; answer: void };
}

export interface PlatformCallsInput {
  readonly v3: Sdk["v3"];
  readonly platform: () => Platform;
  readonly packets: Packets;
  readonly waiters: Waiters;
}

type Answers = {
  readonly [N in keyof PlatformCalls]: (...args: PlatformCalls[N]["args"]) => Promise<PlatformCalls[N]["answer"]>;
};

/** What a platform does for those outside, however its runs are executed. */
export function platformAnswers({ v3, platform, packets, waiters }: PlatformCallsInput): Answers {
  const run = (id: string): Run => platform().run(id);
  const tree = async (id: string) => await treeOf(platform().kernel, run(id), packets.read);
  const trigger = (taskId: string, payload: Packet, options: TriggerBodyOptions): string =>
    platform().trigger({ taskId, payload, options: { ...options, payloadType: payload.dataType } }).run.id;
  return {
    trigger: async (taskId, payload, options) =>
      trigger(taskId, await v3.stringifyIO(payload), await bodyOptions(v3, options)),
    waitForRun: async (id) => {
      await waiters.wait(run(id));
      return await tree(id);
    },
    triggerSchedule: async (taskId, at) => {
      const timestamp = new Date(at ?? platform().kernel.clock.now());
      const task = platform().kernel.tasks.get(taskId);
      return trigger(taskId, await v3.stringifyIO(schedulePayload(task, timestamp)), {});
    },
    runTree: tree,
    cancel: async (id) => {
      waiters.forgetDeadlock(run(id));
      platform().cancel(run(id));
    },
    replay: async (id) => replayRun(platform(), run(id)).id,
    tokens: async () => platform().waitpoints.tokens.map(tokenRecord),
    completeToken: async (id, output) => {
      const packet = output === undefined ? undefined : await v3.stringifyIO(output);
      const { waitpoints } = platform();
      waitpoints.complete(waitpoints.token(id), packet);
    },
  };
}

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
async function bodyOptions(v3: Sdk["v3"], options: TriggerOptions): Promise<TriggerBodyOptions> {
  const { idempotencyKey, queue, tags, machine, ...rest } = options;
  const hash = await v3.makeIdempotencyKey(idempotencyKey);
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

function tokenRecord(waitpoint: Waitpoint): TokenRecord {
  const { id, tags, idempotencyKey, createdAt, blocked } = waitpoint;
  const waitingRuns = [...blocked].map(({ run }) => run.id);
  return { id, status: tokenStatus(waitpoint), tags, idempotencyKey, createdAt, waitingRuns };
}
