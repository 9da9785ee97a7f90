import type { TaskPayloadOf } from "../define/contracts.js";
import type { Engine, RunTree, TriggerOptions } from "../engine/index.js";
import { findTask } from "../run/find-task.js";
import { faultOf } from "./faults.js";
import type { Flow, StartedRun } from "./flow.js";
import { FlowRun } from "./flow-run.js";
import { writeStub } from "./stub.js";
import { unlessStranded } from "./stranded.js";
import type { UnknownTasks } from "./task-types.js";
import type { Watch } from "./watch.js";

export interface FlowParts {
  readonly engine: Engine;
  /** Where modules of tasks that have no file yet may be put. */
  readonly folder: string;
  readonly watch: Watch;
  /** In seconds, for each call that waits. */
  readonly timeLimit: number;
  readonly close: () => Promise<void>;
}

/** The flow of an engine. Its types are those of no particular task: `startFlow` says what they are. */
export function createFlow({ engine, folder, watch, timeLimit, close }: FlowParts): Flow<UnknownTasks> {
  // Mocks and failures are declared without waiting; what is wrong with one is told by the next call that waits.
  let declared = Promise.resolve();
  const declare = (one: () => Promise<void>): void => {
    declared = declared.then(one);
    // It is reported by who awaits it.
    declared.catch(() => undefined);
  };
  const wait = <T>(work: () => Promise<T>): Promise<T> => {
    const before = declared;
    declared = Promise.resolve();
    return watch.within(before.then(work), timeLimit);
  };
  const mocked = new Set<string>();
  const known = (id: string): void => {
    if (!mocked.has(id)) findTask(id, engine.tasks);
  };
  const trigger = async <Id extends string>(
    id: Id,
    payload?: unknown,
    options?: TriggerOptions,
  ): Promise<StartedRun<Id>> => {
    known(id);
    return { id: await wait(() => engine.trigger(id, payload, options)), taskId: id };
  };
  const seen = async <Id extends string>(tree: Promise<RunTree>): Promise<FlowRun<UnknownTasks, Id>> => {
    const one = await tree;
    return new FlowRun(one.root, one);
  };
  const ended = <Id extends string>({ id }: StartedRun<Id>): Promise<FlowRun<UnknownTasks, Id>> =>
    seen(wait(() => unlessStranded(engine, engine.waitForRun(id))));
  return {
    taskIds: engine.tasks.map(({ id }) => id).sort(),
    get warnings() {
      return watch.warnings;
    },
    run: async (id, ...rest) => ended(await trigger(id, ...rest)),
    trigger: (id, ...rest) => trigger(id, ...rest),
    async triggerSchedule(id, at) {
      known(id);
      return { id: await wait(() => engine.triggerSchedule(id, at)), taskId: id };
    },
    ended,
    look: ({ id }) => seen(wait(() => engine.runTree(id))),
    idle: async () => void (await wait(() => engine.idle())),
    cancel: ({ id }) => wait(() => engine.cancel(id)),
    replay: async ({ id, taskId }) => ({ id: await wait(() => engine.replay(id)), taskId }),
    mock(id, implementation) {
      mocked.add(id);
      declare(async () => {
        if (!engine.tasks.some((task) => task.id === id)) await engine.load([writeStub(id, folder)]);
        await engine.mock(id, (payload, { runId, taskId, attempt, index }) => {
          const ctx = { run: { id: runId }, task: { id: taskId }, attempt: { number: attempt } };
          // What the task was triggered with has the type of its contract.
          return implementation(payload as TaskPayloadOf<UnknownTasks, typeof id>, { ctx, index });
        });
      });
    },
    fail: (id, failure = {}) => declare(() => engine.fail(faultOf(id, failure))),
    crashAtWait: (id, atWait, { attempt = 1, index } = {}) =>
      declare(() => engine.fail({ taskId: id, kind: "crash", atWait, attempt, index })),
    tokens: () => wait(() => engine.tokens()),
    completeToken: (token, output) =>
      wait(() => engine.completeToken(typeof token === "string" ? token : token.id, output)),
    advance: (milliseconds) => wait(() => engine.advance(milliseconds)),
    async reset() {
      await wait(async () => {
        await engine.clearFaults();
        await Promise.all([...mocked].map((id) => engine.mock(id, undefined)));
        await engine.reset();
      });
      mocked.clear();
      watch.reset();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
