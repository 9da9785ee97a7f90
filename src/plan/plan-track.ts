import type { Step, Track } from "../ir/flow.js";
import type { InputPlan, ParentPlan, ResultUse, StepPlan } from "../ir/plan.js";
import { needsOf } from "./input-use.js";
import { itemKeyPrefix, stepKey } from "./keys.js";
import type { References } from "./plan-flow.js";

/** Plans a track: its steps, one after the other. */
export function planTrack(track: Track, references: References): ParentPlan {
  const last = track.steps.length - 1;
  const steps = planSteps(track.steps, references, (index) => (index === last ? "returned" : "unread"));
  // What ran once per item has gathered its results in an array, which is returned by a line of its own.
  const endsInList = track.steps.at(-1)?.forEach !== undefined;
  return {
    kind: "track",
    name: track.name,
    id: track.id,
    span: track.span,
    file: references.file(track),
    exportName: references.exportName(track),
    doc: track.doc,
    drawing: [],
    nodes: [],
    edges: [],
    input: inputOf(track, references),
    options: track.options,
    hooks: track.hooks,
    cron: undefined,
    resume: track.resume,
    steps,
    schedule: undefined,
    ending: endsInList ? { kind: "last-result" } : { kind: "returned" },
  };
}

/** Plans steps in sequence. `otherwise` says what becomes of a result that no later step reads. */
export function planSteps(
  steps: readonly Step[],
  references: References,
  otherwise: (index: number) => ResultUse,
): StepPlan[] {
  const read = new Set(steps.flatMap((step, index) => readsOfStep(step, index, steps)));
  return steps.map((step, index) => ({
    step,
    task: references.task(step.taskName),
    key: step.forEach ? itemKeyPrefix(step.name) : stepKey(step.name),
    result: read.has(step.name) ? "read" : otherwise(index),
  }));
}

/** The earlier steps whose results a step reads. */
function readsOfStep(step: Step, index: number, steps: readonly Step[]): string[] {
  const before = steps.slice(0, index).map(({ name }) => name);
  const previous = before.at(-1);
  const mappers = [step.forEach, step.inputMapper].filter((mapper) => mapper !== undefined);
  const readers = [...mappers, ...(step.options ? [step.options] : [])];
  const takesPrevious = mappers.length === 0 || readers.some((reader) => needsOf(reader).prev);
  const outputs = readers.flatMap((reader) => {
    const needs = needsOf(reader).outputs;
    return needs === "all" ? before : [...needs];
  });
  return takesPrevious && previous !== undefined ? [previous, ...outputs] : outputs;
}

function inputOf(track: Track, references: References): InputPlan {
  if (track.input) return { kind: "schema", schema: track.input };
  return { kind: "payloads", of: track.steps.slice(0, 1).map((step) => references.task(step.taskName)) };
}
