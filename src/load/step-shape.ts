import { z } from "zod";
import { BATCH_LIMIT } from "../ir/limits.js";
import { SCHEMA } from "./plain.js";

export const name = z.string().min(1, "expected a name that is not empty");
export const fn = z.custom<() => void>((value) => typeof value === "function", "expected a function");
export const schema = z.custom<typeof SCHEMA>((value) => value === SCHEMA, "expected a zod schema");
// Tracks in a list are definitions of their own, and checked as such. What has these fields is no definition.
const elsewhere = z.never().optional();
const definition = z.looseObject({ name: z.string(), track: elsewhere, taskName: elsewhere });
export const track = z.custom((value) => definition.safeParse(value).success, "expected a track");

type Has = (field: string) => boolean;
const hasIn = (value: unknown): Has => {
  return (field) => typeof value === "object" && value !== null && field in value;
};

/** A definition, or an object around one: what it has says which, so that an issue is told where it is. */
export const definitionOr = (around: (has: Has) => z.ZodType | undefined, expected: string): z.ZodType =>
  z.unknown().superRefine((value, context) => {
    const shape = around(hasIn(value));
    if (shape) raise(shape.safeParse(value).error?.issues ?? [], value, context);
    else if (!definition.safeParse(value).success) context.addIssue({ code: "custom", message: expected });
  });

function raise(issues: readonly z.core.$ZodIssue[], value: unknown, context: z.core.$RefinementCtx): void {
  // An issue that was found is one that can be raised; its type has been narrowed to what is shown.
  for (const issue of issues) context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
}

export const runOptions = z.union([fn, z.record(z.string(), z.unknown())], {
  error: "expected an object or a function",
});
const common = { name: name.optional(), when: fn.optional() };
const amount = z.number("expected a positive number").positive("expected a positive number");
const times = z.int("expected a whole number, 1 or more").min(1, "expected a whole number, 1 or more");
const period = z.union(
  [
    z.strictObject({ seconds: amount }),
    z.strictObject({ minutes: amount }),
    z.strictObject({ hours: amount }),
    z.strictObject({ days: amount }),
  ],
  { error: "expected one of { seconds }, { minutes }, { hours } and { days }, with a positive number" },
);
const repeat = z.strictObject({ until: fn, maxTimes: times, delay: period.optional() });
/** What undoes a step. */
const compensate = z.strictObject({ taskName: name, inputMapper: fn.optional() });
const running = {
  ...common,
  repeat: repeat.optional(),
  forEach: fn.optional(),
  concurrency: z.int().min(1).max(BATCH_LIMIT).optional(),
  onItemFailure: z.enum(["halt", "collect"]).optional(),
  inputMapper: fn.optional(),
  options: runOptions.optional(),
  fallback: fn.optional(),
  compensate: compensate.optional(),
};
const inline = { ...common, name };
const wrappedCase = z.strictObject({ track, inputMapper: fn.optional() });
const branchCase = definitionOr(
  (has) => (has("track") ? wrappedCase : undefined),
  "expected a track, or { track, inputMapper }",
);

const cases = z
  .record(z.string(), branchCase)
  .refine((all) => Object.keys(all).length > 0, "expected at least one case");

const branch = z.strictObject({ on: fn, cases, default: branchCase.optional() });
const approval = z.strictObject({
  timeout: z.string().regex(/^\d+[smhdw]$/, 'expected a time such as "24h" or "7d"'),
  output: schema,
  notify: z.strictObject({ taskName: name, inputMapper: fn }).optional(),
  onTimeout: z.unknown().optional(),
});

/** The fields of each kind of step; the first is what makes it that kind. */
const kinds = {
  taskName: z.strictObject({ taskName: name, ...running }),
  track: z.strictObject({ track, ...running }),
  transform: z.strictObject({ transform: fn, ...inline }),
  branch: z.strictObject({ branch, ...inline, compensate: compensate.optional() }),
  wait: z.strictObject({ wait: period, ...inline }),
  waitUntil: z.strictObject({ waitUntil: fn, ...inline }),
  approval: z.strictObject({ approval, ...inline }),
} as const;

type Kind = keyof typeof kinds;

const kindNames = Object.keys(kinds) as Kind[]; // the keys of the literal above

/** Every field that some kind of step has. */
const stepFields = [...new Set(kindNames.flatMap((kind) => Object.keys(kinds[kind].shape)))];

const inside: Readonly<Record<string, z.ZodObject>> = { approval, branch, compensate, repeat };

/** The fields that may stand at a path from a step. */
export function fieldsOfStep(path: readonly PropertyKey[]): string[] {
  const [field] = path.map(String);
  if (field === undefined) return stepFields;
  return path.length === 1 && Object.hasOwn(inside, field) ? Object.keys(inside[field]?.shape ?? {}) : [];
}

/** An issue that is told by a diagnostic of its own; its parameter `mixed` has the two fields. */
export const MIXED = "mixed-step";

/** What says how the items of a `forEach` run. */
const EACH_KEYS = ["concurrency", "onItemFailure"];

/** A step: of one kind, with that kind's fields. */
export const step = z.unknown().superRefine((value, context) => {
  const has = hasIn(value);
  const own = kindNames.filter(has);
  const [kind = "taskName", second] = own;
  const mix = (one: string, other: string): void =>
    context.addIssue({ code: "custom", path: [other], message: MIXED, params: { mixed: [one, other] } });
  if (second !== undefined) return mix(kind, second);
  // One run may be repeated, or stood in for; of many, failures are collected.
  const [first, also] = ["forEach", "repeat", "fallback"].filter(has);
  if (first !== undefined && also !== undefined) mix(first, also);
  if (!has("forEach"))
    for (const key of EACH_KEYS.filter(has)) {
      context.addIssue({ code: "custom", path: [key], message: "expected `forEach` beside it" });
    }
  for (const issue of kinds[kind].safeParse(value).error?.issues ?? []) {
    const keys = issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [];
    for (const key of keys.filter(isField)) mix(kind, key);
    if (keys.length > 0 && keys.every(isField)) continue;
    // A field of a step may not be one of what is inside: there it is as unknown as any other.
    const left =
      issue.code === "unrecognized_keys" && issue.path.length === 0
        ? { ...issue, keys: issue.keys.filter((key) => !isField(key)) }
        : issue;
    raise([left], value, context);
  }
});

const isField = (key: string): boolean => stepFields.includes(key);

/** The one task that ends an orchestrator. */
export const finalTask = z.strictObject({
  taskName: name,
  name: name.optional(),
  when: fn.optional(),
  inputMapper: fn.optional(),
  options: runOptions.optional(),
});
