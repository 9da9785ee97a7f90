import { z } from "zod";
import { type Diagnostic, diagnostic, type Report } from "../diagnostics/diagnostic.js";
import { didYouMean } from "../diagnostics/did-you-mean.js";
import type { Span } from "../ir/source.js";
import type { DefinitionKind, Entity, Value } from "./evaluation.js";
import { hookNames } from "../lift/hooks.js";
import type { Graph } from "./graph.js";
import { entry, failurePolicy, trackDependencies } from "./entry-shape.js";
import { plainOf } from "./plain.js";
import {
  compensate,
  definition,
  finalTask,
  fn,
  MIXED,
  name,
  runOptions,
  schema,
  step,
  stepFields,
} from "./step-shape.js";

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
const options = z.record(z.string(), z.unknown(), { error: "expected an object" }).optional();
const nodeOptions = z.record(z.string(), runOptions.optional()).optional();
const hooks = Object.fromEntries(hookNames.map((one) => [one, fn.optional()]));
const cron = z.union(
  [
    name,
    z.strictObject({
      pattern: name,
      timezone: name.optional(),
      window: name.optional(),
      environments: z.array(name).optional(),
    }),
  ],
  { error: "expected a pattern, or { pattern, timezone?, window?, environments? }" },
);
const resume = z.strictObject({ key: fn, ttl: name.optional() });
const common = {
  name,
  id: name.optional(),
  input: schema.optional(),
  options,
  resume: resume.optional(),
  ...hooks,
};

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
    subTrackOptions: nodeOptions,
    mergeStrategy: fn.optional(),
  }),
  orchestrator: z
    .strictObject({
      ...common,
      tracks: z.array(entry),
      onTrackFailure: failurePolicy.optional(),
      trackDependencies: trackDependencies.optional(),
      schedule: schedule.optional(),
      trackInputMappings: z.record(z.string(), fn).optional(),
      trackOptions: nodeOptions,
      cron: cron.optional(),
      cronPayload: fn.optional(),
      progress: z.boolean().optional(),
      finalTask: finalTask.optional(),
      output: fn.optional(),
    })
    .refine((one) => one.cron !== undefined || one.cronPayload === undefined, {
      path: ["cronPayload"],
      error: "there is no `cron` to make a payload for",
    }),
};

const titles: Record<DefinitionKind, string> = {
  track: "track",
  composite: "composite track",
  orchestrator: "orchestrator",
};

/** Checks the shape of a definition; true if it is sound. Issues point at the property in the source. */
export function checkShape(kind: DefinitionKind, value: Value, whole: Span, graph: Graph, report: Report): boolean {
  const result = shapes[kind].safeParse(plainOf(value, graph));
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
    const key = issue.path.at(-1);
    if (issue.code === "invalid_type" && key !== undefined && issue.message.endsWith("received undefined")) {
      const owner = issue.path.length > 1 ? ` in \`${issue.path.slice(0, -1).map(String).join(".")}\`` : "";
      return [
        diagnostic("malformed-definition", { span }, { what, problem: `\`${String(key)}\` is missing${owner}.` }),
      ];
    }
    return [diagnostic("malformed-definition", { span }, { what, problem: `${issue.message}${where}.` })];
  }
  return issue.keys.map((key) => {
    const owner = entityAt(value, issue.path, graph);
    const span = (owner && graph.keySpan(owner, key)) ?? graph.spanOf(value, [...issue.path, key], whole);
    const refused = issue.path.length === 0 ? refusedField(key, span) : undefined;
    if (refused) return refused;
    const suggestions = didYouMean(key, knownKeys(kind, issue.path));
    return diagnostic(
      "malformed-definition",
      { span, suggestions },
      { what, problem: `\`${key}\` is not one of its fields${where}.` },
    );
  });
}

/** Fields of Trigger.dev's that have been deprecated, each with what to use instead. */
const deprecated: Readonly<Record<string, string>> = {
  onStart: "Use `onStartAttempt`; `ctx.attempt.number === 1` tells the first attempt.",
  init: "Use `locals` and a middleware in the tasks themselves, or `onStartAttempt`.",
  cleanup: "Use `onComplete`.",
  handleError: "Leave it out: flowgen writes `catchError`.",
};

function refusedField(key: string, span: Span): Diagnostic | undefined {
  const instead = Object.hasOwn(deprecated, key) ? deprecated[key] : undefined;
  if (instead !== undefined) return diagnostic("deprecated-option", { span }, { name: key, instead });
  if (key !== "catchError") return undefined;
  const problem = "flowgen writes it, so that a failed task is not retried by its parent too";
  return diagnostic("invalid-option", { span }, { name: key, problem });
}

function knownKeys(kind: DefinitionKind, path: readonly PropertyKey[]): string[] {
  if (path.at(-1) === "compensate") return Object.keys(compensate.shape);
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
