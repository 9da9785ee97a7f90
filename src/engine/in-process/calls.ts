import { replayRun } from "../api/replay.js";
import { tokenStatus } from "../api/wait-routes.js";
import type { TokenRecord } from "../engine.js";
import { EngineError } from "../errors.js";
import type { TriggerOptions } from "../options.js";
import type { Run, TriggerBodyOptions } from "../platform/run.js";
import type { CallName, Calls } from "./messages.js";
import type { Sdk } from "./sdk.js";
import type { Session } from "./session.js";
import { treeOf, type Waiters } from "./waiters.js";

export interface CallsInput {
  readonly sdk: Sdk;
  readonly session: Session;
  readonly waiters: Waiters;
  /** Moves the virtual clock on; undefined in real time. */
  readonly advance: ((milliseconds: number) => Promise<void>) | undefined;
  readonly onReset: () => void;
  readonly setListening: (isListening: boolean) => void;
}

type Answers = {
  readonly [N in CallName]: (...args: Calls[N]["args"]) => Promise<Calls[N]["answer"]> | Calls[N]["answer"];
};

/** What the engine does for the main thread. */
export function answers({ sdk, session, waiters, advance, onReset, setListening }: CallsInput): Answers {
  const run = (id: string): Run => session.platform.run(id);
  const tree = async (id: string) => await treeOf(session.platform.kernel, run(id), session.packets.read);
  return {
    load: async (files) => await session.load(files),
    trigger: async (taskId, payload, options) => {
      const packet = await sdk.v3.stringifyIO(payload);
      const body = { ...(await bodyOptions(sdk, options)), payloadType: packet.dataType };
      return session.platform.trigger({ taskId, payload: packet, options: body }).run.id;
    },
    waitForRun: async (id) => {
      await waiters.wait(run(id));
      return await tree(id);
    },
    triggerSchedule: async (taskId, at) => {
      const timestamp = new Date(at ?? session.platform.kernel.clock.now());
      const schedule = { type: "DECLARATIVE", scheduleId: `sched_${taskId}`, timezone: "UTC", upcoming: [] };
      const payload = await sdk.v3.stringifyIO({ ...schedule, timestamp, lastTimestamp: undefined });
      return session.platform.trigger({ taskId, payload, options: { payloadType: payload.dataType } }).run.id;
    },
    runTree: tree,
    cancel: (id) => session.platform.cancel(run(id)),
    replay: (id) => replayRun(session.platform, run(id)).id,
    tokens: () => session.platform.waitpoints.tokens.map(tokenRecord),
    completeToken: async (id, output) => {
      const { waitpoints } = session.platform;
      waitpoints.complete(waitpoints.token(id), output === undefined ? undefined : await sdk.v3.stringifyIO(output));
    },
    setMocked: (taskId, isMocked) => {
      session.platform.kernel.tasks.get(taskId);
      if (isMocked) session.executor.mocked.add(taskId);
      else session.executor.mocked.delete(taskId);
    },
    fail: (fault) => {
      session.platform.kernel.tasks.get(fault.taskId);
      session.executor.faults.push(fault);
    },
    clearFaults: () => void (session.executor.faults = []),
    advance: async (milliseconds) => {
      if (!advance) throw new EngineError("refused", "Time can only be advanced in virtual time.");
      await advance(milliseconds);
    },
    reset: () => {
      waiters.fail(new EngineError("closed", "The engine was reset."));
      session.reset();
      onReset();
    },
    setListening,
  };
}

/** The options of a trigger from outside of any run, as the SDK sends them. */
async function bodyOptions({ v3 }: Sdk, options: TriggerOptions): Promise<TriggerBodyOptions> {
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

function tokenRecord(waitpoint: Parameters<typeof tokenStatus>[0]): TokenRecord {
  const { id, tags, idempotencyKey, createdAt, blocked } = waitpoint;
  const waitingRuns = [...blocked].map(({ run }) => run.id);
  return { id, status: tokenStatus(waitpoint), tags, idempotencyKey, createdAt, waitingRuns };
}
