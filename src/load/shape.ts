import { z } from "zod";
import { type Diagnostic, diagnostic, type Report } from "../diagnostics/diagnostic.js";
import { didYouMean } from "../diagnostics/did-you-mean.js";
import type { Span } from "../ir/source.js";
import type { DefinitionKind, Entity, Value } from "./evaluation.js";
import { hookNames } from "../lift/hooks.js";
import type { Graph } from "./graph.js";
import { entry, failurePolicy, subTrack, trackDependencies } from "./entry-shape.js";
import { insteadOf, insteadOfBoth } from "./misplaced.js";
import { plainOf } from "./plain.js";
import { fieldsOfStep, finalTask, fn, MIXED, name, runOptions, schema, step } from "./step-shape.js";

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
    subTracks: z.array(subTrack),
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
  const what = titles[kind];
  if (issue.code !== "unrecognized_keys") {
    const span = graph.spanOf(value, issue.path, whole);
    const outside = issue.path.slice(0, -1);
    const owner = entityAt(value, outside, graph);
    const last = String(issue.path.at(-1));
    if (issue.code === "custom" && issue.message === MIXED) {
      const [first, second] = z.tuple([z.string(), z.string()]).parse(issue.params?.["mixed"]);
      const instead = insteadOfBoth(first, second);
      const key = owner && graph.keySpan(owner, second);
      return [diagnostic("mixed-step", { span: key ?? span }, { fields: `\`${first}\` and \`${second}\``, instead })];
    }
    const isMissing = issue.path.length > 0 && owner?.kind === "object" && graph.property(owner, last) === undefined;
    const problem = isMissing ? `\`${last}\` is missing${at(outside)}.` : `${issue.message}${at(issue.path)}.`;
    return [diagnostic("malformed-definition", { span }, { what, problem, instead: undefined })];
  }
  return issue.keys.map((key) => {
    const owner = entityAt(value, issue.path, graph);
    const span = (owner && graph.keySpan(owner, key)) ?? graph.spanOf(value, [...issue.path, key], whole);
    const refused = issue.path.length === 0 ? refusedField(key, span) : undefined;
    if (refused) return refused;
    const instead = insteadOf(key, issue.path);
    const suggestions = instead === undefined ? didYouMean(key, knownKeys(kind, issue.path)) : [];
    const problem = `\`${key}\` is not one of its fields${at(issue.path)}.`;
    return diagnostic("malformed-definition", { span, suggestions }, { what, problem, instead });
  });
}

const at = (path: readonly PropertyKey[]): string => (path.length > 0 ? ` at \`${path.map(String).join(".")}\`` : "");

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
  if (path[0] === "tasks") return fieldsOfStep(path.slice(2));
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
