import { idOf, type Compensate, type Formula, type Graph, type Kind, type Step, type Target, type Track } from "./tracks.js"; // prettier-ignore
import { acts, letterOf, listOf, mix, secondsOf, type TaskName } from "./values.js";

/** A run and all that it triggers, in order: what a run in the engine must come to. */
export interface Run {
  readonly task: string;
  readonly payload: unknown;
  readonly output?: unknown;
  /** What it fails with, in place of an output. */
  readonly error?: string;
  readonly children: readonly Run[];
  /** How long it takes, where nothing costs time but tasks and waits. */
  readonly seconds: number;
}

/** The run of a definition, with the payloads that undo what it has done, in the order it did it. */
type Result = Run & { readonly left: readonly number[] };

/** What is known where a step stands, and what has come of the track so far. */
interface State {
  readonly flow: number;
  readonly input: unknown;
  prev: unknown;
  readonly outputs: Map<string, unknown>;
  readonly children: Run[];
  readonly undo: number[];
  seconds: number;
}

/** A failure of the track. */
class Failure extends Error {}

/** Interprets the track of a flow, with the semantics that docs/language.md gives. */
export const interpret = (flow: number, track: Track, payload: unknown): Run => execute(flow, { track }, payload);

function execute(flow: number, target: Target, payload: unknown): Result {
  const isTask = "task" in target;
  const { children, seconds, ...rest } = isTask
    ? {
        ...outcomeOf(() => act(target.task, payload)),
        children: [],
        left: [],
        seconds: secondsOf(target.task, payload),
      }
    : executeTrack(flow, target.track, payload);
  return { task: idOf(flow, target), payload, children, seconds, ...rest };
}

/** What a task does; payloads have the types that it takes, or there would be a difference. */
const act = (task: TaskName, payload: unknown): unknown => (acts[task] as (payload: unknown) => unknown)(payload);

function outcomeOf(work: () => unknown): { output?: unknown; error?: string } {
  try {
    return { output: work() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function executeTrack(flow: number, track: Track, input: unknown): Omit<Result, "task" | "payload"> {
  const state: State = { flow, input, prev: input, outputs: new Map(), children: [], undo: [], seconds: 0 };
  const outcome = outcomeOf(() => {
    for (const step of track.steps) {
      state.prev = take(step, state);
      state.outputs.set(step.name, state.prev);
    }
    return track.graph ? merged(track.graph, state) : state.prev;
  });
  const hasFailed = outcome.error !== undefined;
  // One that fails is passed over.
  if (hasFailed) for (const payload of [...state.undo].reverse()) run(state, { task: "undo" }, payload);
  return { ...outcome, children: state.children, seconds: state.seconds, left: hasFailed ? [] : state.undo };
}

function take(step: Step, state: State): unknown {
  if (step.when && valueOf(step.when.holds, state) !== true) return step.when.isPassedOn ? state.prev : undefined;
  switch (step.kind) {
    case "run":
      return takeRun(step, state);
    case "transform":
      return valueOf(step.value, state);
    case "branch": {
      const letter = valueOf(step.on, state);
      const chosen = step.cases.find((one) => one.letter === letter) ?? step.otherwise;
      if (!chosen) throw new Failure(`no case for ${String(letter)}`);
      return completed(state, run(state, chosen, payloadOf(chosen.mapper, state)), step.compensate);
    }
    case "wait":
      state.seconds += step.seconds;
      return state.prev;
    case "wait-until":
      return state.prev;
    case "approval": {
      // Time runs from when there is a token, which whoever is told of it is given.
      const late = state.seconds + step.hours * 3600;
      if (step.notify) completed(state, run(state, { task: "work" }, valueOf(step.notify, state)), undefined);
      state.seconds = late;
      if (step.onTimeout === undefined) throw new Failure(`${step.name} was not completed in ${step.hours}h`);
      return step.onTimeout;
    }
  }
}

function takeRun({ name, target, mapper, way, compensate }: Step & Kind & { kind: "run" }, state: State): unknown {
  switch (way.way) {
    case "once":
      return completed(state, run(state, target, payloadOf(mapper, state)), compensate);
    case "fallback": {
      const result = run(state, target, payloadOf(mapper, state));
      return result.error === undefined
        ? completed(state, result, compensate)
        : valueOf(way.value, state, { error: messageOf(result) });
    }
    case "repeat": {
      let last: unknown;
      for (let round = 1; ; round++) {
        const result = run(state, target, payloadOf(mapper, state, { round, last }));
        last = completed(state, result, compensate, { round });
        if (valueOf(way.until, state, { output: last, round }) === true) return last;
        if (round === way.maxTimes)
          throw new Failure(`${name} was not done after ${round} ${round === 1 ? "round" : "rounds"}`);
        state.seconds += way.delay ?? 0;
      }
    }
    case "for-each": {
      const list = way.list === "prev" ? state.prev : valueOf(way.list, state);
      if (!Array.isArray(list)) throw new Error("a list is iterated");
      const given: unknown[] = [];
      const size = way.concurrency ?? 1000;
      for (let start = 0; start < list.length; start += size) {
        const results = runTogether(
          state,
          list.slice(start, start + size).map((item: unknown, at) => {
            const beside = { item, index: start + at };
            return { target, payload: mapper ? valueOf(mapper, state, beside) : item, beside };
          }),
        );
        for (const { result, beside } of results)
          if (result.error === undefined) completed(state, result, compensate, beside);
        given.push(...results.map(({ result }) => (way.isCollected ? itemOf(result) : outputOf(result))));
      }
      return given;
    }
  }
}

const itemOf = (result: Result): unknown =>
  result.error === undefined
    ? { status: "completed", output: result.output }
    : { status: "failed", error: { message: messageOf(result) } };

function merged({ nodes, merge }: Graph, state: State): unknown {
  const results = runTogether(
    state,
    nodes.map(({ name, target, mapper }) => ({ name, target, payload: payloadOf(mapper, state) })),
  );
  for (const { result } of results) if (result.error === undefined) completed(state, result, undefined);
  const outputs = results.map(({ result }) => outputOf(result));
  if (merge) return valueOf(merge, state, { outputs });
  return Object.fromEntries(nodes.map(({ name }, at) => [name, outputs[at]]));
}

const run = (state: State, target: Target, payload: unknown): Result => {
  const result = execute(state.flow, target, payload);
  state.children.push(result);
  state.seconds += result.seconds;
  return result;
};

/** Runs side by side: it takes as long as the longest. */
function runTogether<T extends { readonly target: Target; readonly payload: unknown }>(
  state: State,
  all: readonly T[],
): (T & { readonly result: Result })[] {
  const results = all.map((one) => ({ ...one, result: execute(state.flow, one.target, one.payload) }));
  state.children.push(...results.map(({ result }) => result));
  state.seconds += Math.max(0, ...results.map(({ result }) => result.seconds));
  return results;
}

/** The output of a run, which can be undone from now on: by the step's own compensation, or by those of what it ran. */
function completed(state: State, result: Result, compensate: Compensate | undefined, beside: Beside = {}): unknown {
  const output = outputOf(result);
  if (!compensate) state.undo.push(...result.left);
  else state.undo.push(Number(compensate.mapper ? valueOf(compensate.mapper, state, { output, ...beside }) : output));
  return output;
}

function outputOf(result: Result): unknown {
  if (result.error !== undefined) throw new Failure(messageOf(result));
  return result.output;
}

const messageOf = ({ task, error }: Result): string => `Error in ${task}: ${error}`;

type Beside = Readonly<Record<string, unknown>>;

const payloadOf = (mapper: Formula | undefined, state: State, beside: Beside = {}): unknown =>
  mapper ? valueOf(mapper, state, beside) : state.prev;

function valueOf({ salt, reads, steps, gives }: Formula, state: State, beside: Beside = {}): unknown {
  const known: Beside = { input: state.input, prev: state.prev, ...beside };
  const n = mix(salt, ...reads.map((one) => known[one]), ...steps.map((one) => state.outputs.get(one)));
  switch (gives) {
    case "number":
      return n;
    case "list":
      return listOf(n);
    case "text":
      return String(n);
    case "truth":
      return n % 3 > 0;
    case "letter":
      return letterOf(n);
    case "past":
      return new Date(n * 1000);
  }
}
