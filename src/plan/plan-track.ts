import type { CompositeTrack, Track } from "../ir/flow.js";
import type { InputPlan, ParentPlan } from "../ir/plan.js";
import { planKeeper } from "./compensations.js";
import type { References } from "./plan-flow.js";
import { isExpression, planSteps, taskOf } from "./plan-steps.js";

/** Plans a track: its steps, one after the other. */
export function planTrack(track: Track, references: References): ParentPlan {
  const last = track.steps.at(-1);
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
    input: stepsInput(track, references),
    options: track.options,
    hooks: track.hooks,
    cron: undefined,
    progress: undefined,
    isNode: references.isNode(track.id),
    resume: track.resume,
    keeper: planKeeper(track, references),
    steps: planSteps(track, references),
    schedule: undefined,
    viewsAtEnd: new Map(),
    ending: last && isExpression(last) ? { kind: "returned" } : { kind: "last-result" },
  };
}

/** Without a schema, the input of steps is whatever the first of them is triggered with. */
export function stepsInput(definition: Track | CompositeTrack, references: References): InputPlan {
  if (definition.input) return { kind: "schema", schema: definition.input };
  const [first] = definition.steps;
  return { kind: "payloads", of: first?.kind === "run" ? [taskOf(first.target, references)] : [] };
}
