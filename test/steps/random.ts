import fc from "fast-check";
import type { Case, Compensate, First, Formula, Graph, Kind, Read, Step, Target, Track, Way } from "./tracks.js";
import { either, fits, givenBy, inputOf, itemsOf, listOfType, number, numbers, nothing, outputOf, text, type Type } from "./types.js"; // prettier-ignore
import type { TaskName } from "./values.js";

/** A track and what it is run with. */
export interface TestTrack {
  readonly track: Track;
  readonly payload: number | readonly number[];
  /** Says at which of its waits something crashes. */
  readonly crashes: number;
}

const below = (limit: number): fc.Arbitrary<number> => fc.nat(limit - 1);

/** Tracks whose types fit: each step is drawn with what is known there. */
export const testTracks: fc.Arbitrary<TestTrack> = fc.gen().map((gen) => {
  const draw: Draw = (limit) => gen(below, limit);
  const track = drawTrack({ draw, made: [], undone: draw(3) === 0 }, 0);
  return { track, payload: track.input === numbers ? [draw(97), draw(97), draw(97)] : draw(97), crashes: draw(1000) };
});

/** Draws a number below a limit. */
type Draw = (limit: number) => number;

interface Flow {
  readonly draw: Draw;
  /** The tracks there are; only what is finished can be run again. */
  readonly made: (Track | undefined)[];
  /** Whether steps are undone. */
  readonly undone: boolean;
}

/** What is known where a step stands. */
interface Scope extends Flow {
  readonly depth: number;
  readonly prev: Type;
  readonly steps: readonly string[];
}

function drawTrack(flow: Flow, depth: number, wanted?: Type): Track {
  const { draw } = flow;
  const place = flow.made.push(undefined) - 1;
  const isComposite = draw(6) === 0;
  const input = wanted ?? (draw(4) === 0 ? numbers : number);
  const steps: Step[] = [];
  let scope: Scope = { ...flow, depth, prev: input, steps: [] };
  const count = (isComposite ? 0 : 1) + draw(depth === 0 ? 5 : 3);
  for (let at = 0; at < count; at++) {
    const { step, type } = drawStep(scope, at);
    steps.push(step);
    scope = { ...scope, prev: type, steps: [...scope.steps, step.name] };
  }
  const unread = unreadOf(steps);
  if (!isComposite && unread.length > 0) {
    const value = drawFormula(scope, "prev", "number");
    steps.push({ name: "end", isNamed: true, kind: "transform", value: { ...value, steps: unread } });
    scope = { ...scope, prev: number };
  }
  const [first] = steps;
  const takesInput =
    first?.kind === "run" && first.way.way !== "for-each" && fits(input, inputOf(first.target)) && !isComposite;
  const graph = isComposite ? drawGraph(scope, unread) : undefined;
  const track: Track = {
    number: place,
    input,
    hasSchema: !takesInput || draw(2) === 0,
    steps,
    ...(graph && { graph }),
    output: graph ? mergedType(graph) : scope.prev,
  };
  flow.made[place] = track;
  return track;
}

/** The inline steps that no step with a run is sure to read; what nothing reads is refused. */
function unreadOf(steps: readonly Step[]): string[] {
  const read = new Set(steps.flatMap((step) => (step.kind === "run" ? (step.mapper?.steps ?? []) : [])));
  return steps.flatMap(({ kind, name }) => (kind === "transform" && !read.has(name) ? [name] : []));
}

function drawStep(scope: Scope, at: number): { step: Step; type: Type } {
  const { draw, prev } = scope;
  const kind = drawKind(scope);
  const own = typeOf(kind, prev);
  const task = kind.kind === "run" && "task" in kind.target && !scope.steps.includes(kind.target.task) ? kind.target.task : undefined; // prettier-ignore
  const isNamed = task === undefined || draw(2) === 0;
  const name = isNamed ? (draw(2) === 0 ? `s${at}` : `step ${at}`) : task;
  if (draw(5) > 0) return { step: { name, isNamed, ...kind }, type: own };
  const isPassedOn = fits(prev, own);
  const when = { holds: drawFormula(scope, "prev", "truth"), isPassedOn };
  return { step: { name, isNamed, when, ...kind }, type: isPassedOn ? own : either(own, nothing) };
}

function typeOf(step: Kind, prev: Type): Type {
  switch (step.kind) {
    case "run":
      return givenBy(step.target, step.way);
    case "transform":
      return step.value.gives === "list" ? numbers : step.value.gives === "text" ? text : number;
    case "branch":
      return either(...[...step.cases, ...(step.otherwise ? [step.otherwise] : [])].map(({ track }) => track.output));
    case "wait":
    case "wait-until":
      return prev;
    case "approval":
      return number;
  }
}

function drawKind(scope: Scope): Kind {
  const { draw } = scope;
  const chosen = draw(14);
  if (chosen < 8 || (chosen < 10 && scope.depth > 1)) return drawRun(scope);
  if (chosen < 10) return drawBranch(scope);
  if (chosen < 12) {
    const gives = (["number", "list", "text"] as const)[draw(3)] ?? "number";
    return { kind: "transform", value: drawFormula(scope, "prev", gives, { mayBeAsync: true }) };
  }
  if (chosen === 12)
    return draw(3) === 0
      ? { kind: "wait-until", date: drawFormula(scope, "prev", "past") }
      : { kind: "wait", seconds: 1 + draw(20) };
  const onTimeout = draw(4) === 0 ? {} : { onTimeout: draw(97) };
  const notify = draw(2) === 0 ? {} : { notify: drawFormula(scope, "context", "number") };
  return { kind: "approval", hours: 1 + draw(3), ...onTimeout, ...notify };
}

function drawRun(scope: Scope): Kind {
  const { draw, prev } = scope;
  const target = drawTarget(scope);
  const chosen = draw(8);
  if (chosen < 4) return finishRun(scope, target, { way: "once" }, prev);
  if (chosen === 4) {
    const gives = draw(3) === 0 ? "text" : "number";
    const value = drawFormula(scope, "error", gives, { beside: ["prev"], mayBeAsync: true });
    return finishRun(scope, target, { way: "fallback", value }, prev);
  }
  if (chosen === 5) {
    const until = drawFormula(scope, "output", "truth", { beside: ["round"] });
    const delay = draw(2) === 0 ? {} : { delay: 1 + draw(20) };
    return finishRun(scope, target, { way: "repeat", until, maxTimes: 1 + draw(4), ...delay }, prev);
  }
  const items = draw(2) === 0 ? itemsOf(prev) : undefined;
  const list = items ? "prev" : drawFormula(scope, "prev", "list");
  const concurrency = draw(2) === 0 ? {} : { concurrency: 1 + draw(2) };
  const way: Way = { way: "for-each", list, ...concurrency, isCollected: draw(2) === 0 };
  return finishRun(scope, target, way, items ?? number);
}

/** Adds the mapper, where there is one, and what undoes the step. */
function finishRun(scope: Scope, target: Target, way: Way, given: Type): Kind {
  const isEach = way.way === "for-each";
  const beside: Read[] = isEach ? ["index"] : way.way === "repeat" ? ["round", "last"] : [];
  const mapper = drawMapper(scope, inputOf(target), { given, first: isEach ? "item" : "prev", beside });
  const atUndo: Read[] = isEach ? ["item", "index"] : way.way === "repeat" ? ["round"] : [];
  const compensate = drawCompensate(scope, outputOf(target), atUndo);
  return { kind: "run", target, way, ...mapper, ...compensate };
}

/** A mapper; none, if what would be passed on fits and chance has it. */
function drawMapper(
  scope: Scope,
  wanted: Type,
  { given, first = "prev", beside = [] }: { given: Type; first?: First; beside?: readonly Read[] },
): { mapper?: Formula } {
  if (fits(given, wanted) && scope.draw(2) === 0) return {};
  return { mapper: drawFormula(scope, first, wanted === numbers ? "list" : "number", { beside }) };
}

function drawCompensate(scope: Scope, output: Type, beside: readonly Read[]): { compensate?: Compensate } {
  const { draw, undone } = scope;
  if (!undone || draw(2) === 0) return {};
  if (fits(output, number) && draw(2) === 0) return { compensate: {} };
  return { compensate: { mapper: drawFormula(scope, "output", "number", { beside }) } };
}

const tasks: readonly TaskName[] = ["work", "work", "work", "list", "sum"];

function drawTarget(scope: Scope): Target {
  const { draw, depth } = scope;
  if (draw(3) > 0 || depth > 1) return { task: tasks[draw(tasks.length)] ?? "work" };
  return { track: drawNested(scope) };
}

/** A track of the flow once more, or a new one. */
function drawNested({ draw, made, undone, depth }: Scope): Track {
  const finished = made.filter((one) => one !== undefined);
  const again = draw(3) === 0 ? finished[draw(Math.max(1, finished.length))] : undefined;
  return again ?? drawTrack({ draw, made, undone }, depth + 1);
}

function drawBranch(scope: Scope): Kind {
  const { draw, prev } = scope;
  const drawCase = (letter: string): Case => {
    const track = drawNested(scope);
    return { letter, track, ...drawMapper(scope, track.input, { given: prev }) };
  };
  const letters = ["a", "b", "c"].slice(0, 1 + draw(3));
  const cases = letters.map(drawCase);
  const otherwise = letters.length < 3 ? { otherwise: drawCase("default") } : {};
  const output = either(...[...cases, ...(otherwise.otherwise ? [otherwise.otherwise] : [])].map(({ track }) => track.output)); // prettier-ignore
  const on = drawFormula(scope, "prev", "letter");
  return { kind: "branch", on, cases, ...otherwise, ...drawCompensate(scope, output, []) };
}

function drawGraph(scope: Scope, unread: readonly string[]): Graph {
  const { draw } = scope;
  const nodes = Array.from({ length: 1 + draw(3) }, (_, at) => {
    const target = drawTarget(scope);
    const { mapper } = drawMapper(scope, inputOf(target), { given: scope.prev });
    // What nothing else reads is read by the first.
    const reading =
      at === 0 && unread.length > 0
        ? { ...drawFormula(scope, "prev", inputOf(target) === numbers ? "list" : "number"), steps: unread }
        : mapper;
    return { name: `n${at}`, target, ...(reading && { mapper: reading }) };
  });
  if (draw(2) === 0) return { nodes };
  const gives = draw(2) === 0 ? "number" : "list";
  return { nodes, merge: { ...drawFormula(scope, "outputs", gives, { mayBeAsync: true }), steps: [] } };
}

function mergedType({ nodes, merge }: Graph): Type {
  if (merge) return merge.gives === "list" ? listOfType(number) : number;
  return [{ kind: "record", of: Object.fromEntries(nodes.map(({ name, target }) => [name, outputOf(target)])) }];
}

function drawFormula(
  { draw, steps }: Scope,
  first: First,
  gives: Formula["gives"],
  { beside = [], mayBeAsync = false }: { beside?: readonly Read[]; mayBeAsync?: boolean } = {},
): Formula {
  const mayRead: readonly Read[] = [first === "context" ? "prev" : first, "input", ...beside];
  const forms = ["expression", "expression", "block", "context", ...(mayBeAsync ? (["async"] as const) : [])] as const;
  return {
    salt: draw(97),
    first,
    reads: mayRead.filter((one) => draw(one === first ? 4 : 2) > 0),
    steps: steps.filter(() => draw(4) === 0),
    gives,
    form: forms[draw(forms.length)] ?? "expression",
  };
}
