import { parentPort, workerData } from "node:worker_threads";
import { serve } from "../api/serve.js";
import type { RawRequest } from "../api/router.js";
import { EngineError } from "../errors.js";
import type { EngineEvent } from "../events.js";
import { installBaseApi } from "./base-api.js";
import { answers } from "./calls.js";
import { installConsole, type Log } from "./console.js";
import { installDate } from "./dates.js";
import { EventQueue } from "./event-queue.js";
import { installExits } from "./exits.js";
import { countHashing, installFetch } from "./fetch.js";
import { loadConfig } from "./load-tasks.js";
import type { Call, CallName, FromThread, ThreadInput, ToThread } from "./messages.js";
import { MockCalls } from "./mock-calls.js";
import { PassingOfTime } from "./passing-of-time.js";
import { proveSdk } from "./prove.js";
import { BEAT, Pulse } from "./pulse.js";
import { Quiet } from "./quiet.js";
import { RealClock } from "../real-clock.js";
import { loadSdk } from "../sdk.js";
import { sendError } from "./sent-error.js";
import { Session } from "./session.js";
import { installTimers } from "./timers.js";
import { VirtualClock } from "./virtual-clock.js";
import { Waiters } from "../waiters.js";

/** How often a live run sends its metadata and is asked for its compute time, in milliseconds of the machine's clock. */
const FLUSH = 1_000;

const send = (message: FromThread): void => parentPort?.postMessage(message);

/** Sets the thread up. What the SDK and the tasks see of their process is in place before either is imported. */
async function start({ options, isListening, pulse }: ThreadInput): Promise<void> {
  // Stacks name the user's sources.
  process.setSourceMapsEnabled(true);
  const life = new Pulse(pulse);
  setInterval(() => life.beat(), BEAT);
  const virtual =
    options.time === "virtual"
      ? new VirtualClock(Date.now(), { holdsPatient: options.tokenTimeouts === "hold" })
      : undefined;
  const real = new RealClock();
  const clock = virtual ?? real;
  const events = new EventQueue(send, isListening);
  const waiters = new Waiters();
  const mocks = new MockCalls(send);
  let session: Session | undefined;
  let time: PassingOfTime | undefined;
  const quiet = new Quiet(() => time?.whenQuiet());
  const emit = (event: EngineEvent): void => {
    if (event.kind === "attempt-started") life.enter(event.taskId, event.runId);
    if (event.kind === "run-status") time?.stir();
    events.push(event);
    if (event.kind === "run-ended") waiters.look();
  };
  const log: Log = ({ runId, taskId, attempt }, level, message, properties) => {
    const record = { at: clock.now(), attempt, level, message, properties };
    session?.platform.kernel.runs.get(runId)?.logs.push(record);
    emit({ kind: "log", at: record.at, runId, taskId, log: record });
  };

  const { url: apiUrl } = await serve(async (request: RawRequest) => {
    if (!session) throw new EngineError("closed", "the engine is not ready");
    return await session.router(request);
  });
  Object.assign(process.env, options.env, { TRIGGER_API_URL: apiUrl, TRIGGER_SECRET_KEY: "tr_dev_local" });
  const sdk = await loadSdk(options.projectDir);
  if (virtual) installDate(virtual);
  installTimers(clock);
  installConsole(log);
  countHashing();
  const base = installBaseApi(sdk, clock, log);
  await proveSdk(sdk, base);
  const config = await loadConfig(sdk, options.configFile);
  const input = { sdk, base, clock, quiet, config, options, emit, apiUrl: () => apiUrl, callMock: mocks.call };
  session = new Session(input);
  const { executor } = session;
  installFetch(apiUrl, session.router, ({ runId }, message) => {
    executor.live.get(runId)?.kill({ type: "INTERNAL_ERROR", code: "UNSPECIFIED_ERROR", message });
  });
  installExits(executor, ({ runId, taskId }, error) => {
    const message = `Task "${taskId}" left something running when it ended, and nobody handled its error: ${error}`;
    emit({ kind: "warning", at: clock.now(), code: "unhandled-rejection", message, runId });
  });
  const passing = new PassingOfTime({ session, waiters, quiet, virtual, real, emit });
  time = passing;
  setInterval(() => {
    executor.checkDurations();
    for (const attempt of executor.live.values()) void attempt.flushMetadata();
  }, FLUSH);
  await session.load(options.taskFiles);

  const answer = answers({
    sdk,
    session,
    waiters,
    advance: virtual && ((milliseconds) => passing.passTo(virtual.now() + milliseconds)),
    idle: () => passing.idle(),
    onReset: () => {
      clock.clear();
      passing.reset();
    },
    setListening: (on) => events.setListening(on),
  });
  // Who gets an answer has heard of all that came before it.
  const post = (message: FromThread): void => {
    events.flush();
    send(message);
  };
  parentPort?.on("message", (message: ToThread) => {
    if (message.kind === "mock-answer") return mocks.answered(message);
    quiet.enter();
    void reply(message, answer, post).finally(() => quiet.leave());
  });
  send({ kind: "ready", tasks: session.tasks, apiUrl });
}

/** These wait in silence: everything else is work. */
const SILENT: ReadonlySet<CallName> = new Set(["waitForRun", "idle", "advance"]);

async function reply(
  { id, name, args }: Call,
  answer: ReturnType<typeof answers>,
  post: (message: FromThread) => void,
): Promise<void> {
  const run = answer[name] as (...args: unknown[]) => Promise<unknown>; // its name and arguments were paired when sent
  const replied = run(...args).then(
    (value) => post({ kind: "answer", id, value }),
    (error: unknown) => post({ kind: "answer", id, error: sendError(error) }),
  );
  if (!SILENT.has(name)) await replied;
}

start(workerData as ThreadInput).catch((error: unknown) => send({ kind: "failed", error: sendError(error) }));
