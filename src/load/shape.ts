import { z } from "zod";
import { type Diagnostic, diagnostic, type Report } from "../diagnostics/diagnostic.js";
import { didYouMean } from "../diagnostics/did-you-mean.js";
import type { Span } from "../ir/source.js";
import type { DefinitionKind, Entity, Value } from "./evaluation.js";
import type { Graph } from "./graph.js";
import { definition, finalTask, fn, MIXED, name, schema, SCHEMA, step, stepFields } from "./step-shape.js";

/** Stands for what is no plain data. */
const OPAQUE = Symbol("something that is no plain data");

const node = z.union(
  [
    z.strictObject({ track: definition, name: name.optional() }),
    z.strictObject({ taskName: name, name: name.optional() }),
    definition,
  ],
  {
    error: "expected a track, an orchestrator, { track, name } or { taskName }",
  },
);
const schedule = z.enum(["eager", "waves"]);
const dependencies = z.record(z.string(), z.array(name));
const common = { name, id: name.optional(), input: schema.optional() };

const shapes: Record<DefinitionKind, z.ZodType> = {
  track: z.strictObject({ ...common, type: z.literal("track").optional(), tasks: z.array(step) }),
  composite: z.strictObject({
    ...common,
    type: z.literal("composite").optional(),
    tasks: z.array(step).optional(),
    subTracks: z.array(node),
    subTrackDependencies: dependencies.optional(),
    schedule: schedule.optional(),
    subTrackInputMappings: z.record(z.string(), fn).optional(),
    mergeStrategy: fn.optional(),
  }),
  orchestrator: z.strictObject({
    ...common,
    tracks: z.array(node),
    trackDependencies: dependencies.optional(),
    schedule: schedule.optional(),
    trackInputMappings: z.record(z.string(), fn).optional(),
    finalTask: finalTask.optional(),
    output: fn.optional(),
  }),
};

const titles: Record<DefinitionKind, string> = {
  track: "track",
  composite: "composite track",
  orchestrator: "orchestrator",
};

/** Checks the shape of a definition; true if it is sound. Issues point at the property in the source. */
export function checkShape(kind: DefinitionKind, value: Value, whole: Span, graph: Graph, report: Report): boolean {
  const result = shapes[kind].safeParse(plainOf(value, graph, new Map()));
  for (const issue of result.error?.issues ?? []) {
    for (const found of toDiagnostics(kind, value, whole, graph, issue)) report(found);
  }
  return result.success;
}

function toDiagnostics(
  kind: DefinitionKind,
  value: Value,
  whole: Span,
  graph: Graph,
  issue: z.core.$ZodIssue,
): Diagnostic[] {
  const where = issue.path.length > 0 ? ` at \`${issue.path.map(String).join(".")}\`` : "";
  const what = titles[kind];
  if (issue.code !== "unrecognized_keys") {
    const span = graph.spanOf(value, issue.path, whole);
    if (issue.code === "custom" && issue.params?.["told"] === MIXED) {
      const owner = entityAt(value, issue.path.slice(0, -1), graph);
      const key = owner && graph.keySpan(owner, String(issue.path.at(-1)));
      return [diagnostic("mixed-step", { span: key ?? span }, { fields: issue.message })];
    }
    return [diagnostic("malformed-definition", { span }, { what, problem: `${issue.message}${where}.` })];
  }
  return issue.keys.map((key) => {
    const owner = entityAt(value, issue.path, graph);
    const span = (owner && graph.keySpan(owner, key)) ?? graph.spanOf(value, [...issue.path, key], whole);
    const suggestions = didYouMean(key, knownKeys(kind, issue.path));
    return diagnostic(
      "malformed-definition",
      { span, suggestions },
      { what, problem: `\`${key}\` is not one of its fields${where}.` },
    );
  });
}

function knownKeys(kind: DefinitionKind, path: readonly PropertyKey[]): string[] {
  if (path[0] === "tasks") return [...stepFields];
  if (path[0] === "finalTask") return Object.keys(finalTask.shape);
  const shape = shapes[kind];
  return shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
}

function entityAt(value: Value, path: readonly PropertyKey[], graph: Graph): Entity | undefined {
  const entity = graph.entity(value);
  const [key, ...rest] = path;
  const inner = entity && key !== undefined ? graph.property(entity, String(key)) : undefined;
  return inner ? entityAt(inner, rest, graph) : key === undefined ? entity : undefined;
}

/** The value as plain data that zod can look at. Cycles are kept. */
function plainOf(value: Value, graph: Graph, known: Map<number, unknown>): unknown {
  if (value.kind === "data") return value.data;
  const seen = known.get(value.entity);
  if (seen !== undefined) return seen;
  const entity = graph.entity(value);
  const keep = <T>(plain: T): T => {
    known.set(value.entity, plain);
    return plain;
  };
  switch (entity?.kind) {
    case "function":
      return keep(() => undefined);
    case "schema":
      return SCHEMA;
    case "array": {
      const items = keep<unknown[]>([]);
      items.push(...entity.items.map((item) => plainOf(item, graph, known)));
      return items;
    }
    case "object": {
      const object = keep<Record<string, unknown>>({});
      for (const [key, inner] of entity.properties) object[key] = plainOf(inner, graph, known);
      return object;
    }
    default:
      return OPAQUE;
  }
}
