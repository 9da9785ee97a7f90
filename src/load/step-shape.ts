import { z } from "zod";
import { BATCH_LIMIT } from "../ir/limits.js";
import { SCHEMA } from "./plain.js";

export const name = z.string().min(1, "expected a name that is not empty");
export const fn = z.custom<() => void>((value) => typeof value === "function", "expected a function");
export const schema = z.custom<typeof SCHEMA>((value) => value === SCHEMA, "expected a zod schema");
// Tracks in a list are definitions of their own, and checked as such.
export const definition = z.looseObject({ name: z.string() });

export const runOptions = z.union([fn, z.record(z.string(), z.unknown())], {
  error: "expected an object or a function",
});
const common = { name: name.optional(), when: fn.optional() };
const amount = z.number().positive();
const period = z.union(
  [
    z.strictObject({ seconds: amount }),
    z.strictObject({ minutes: amount }),
    z.strictObject({ hours: amount }),
    z.strictObject({ days: amount }),
  ],
  { error: "expected one of { seconds }, { minutes }, { hours } and { days }, with a positive number" },
);
/** What undoes a step. */
export const compensate = z.strictObject({ taskName: name, inputMapper: fn.optional() });
const running = {
  ...common,
  repeat: z.strictObject({ until: fn, maxTimes: z.int().min(1), delay: period.optional() }).optional(),
  forEach: fn.optional(),
  concurrency: z.int().min(1).max(BATCH_LIMIT).optional(),
  onItemFailure: z.enum(["halt", "collect"]).optional(),
  inputMapper: fn.optional(),
  options: runOptions.optional(),
  fallback: fn.optional(),
  compensate: compensate.optional(),
};
const inline = { ...common, name };
const branchCase = z.union([z.strictObject({ track: definition, inputMapper: fn.optional() }), definition], {
  error: "expected a track, or { track, inputMapper }",
});

/** The fields of each kind of step; the first is what makes it that kind. */
const kinds = {
  taskName: z.strictObject({ taskName: name, ...running }),
  track: z.strictObject({
    track: z.custom((value) => definition.safeParse(value).success, "expected a track"),
    ...running,
  }),
  transform: z.strictObject({ transform: fn, ...inline }),
  branch: z.strictObject({
    branch: z.strictObject({ on: fn, cases: z.record(z.string(), branchCase), default: branchCase.optional() }),
    ...inline,
    compensate: compensate.optional(),
  }),
  wait: z.strictObject({ wait: period, ...inline }),
  waitUntil: z.strictObject({ waitUntil: fn, ...inline }),
  approval: z.strictObject({
    approval: z.strictObject({
      timeout: z.string().regex(/^\d+[smhdw]$/, 'expected a time such as "24h" or "7d"'),
      output: schema,
      notify: z.strictObject({ taskName: name, inputMapper: fn }).optional(),
      onTimeout: z.unknown().optional(),
    }),
    ...inline,
  }),
} as const;

type Kind = keyof typeof kinds;

const kindNames = Object.keys(kinds) as Kind[]; // the keys of the literal above

/** Every field that some kind of step has. */
export const stepFields = [...new Set(kindNames.flatMap((kind) => Object.keys(kinds[kind].shape)))];

/** The parameter of an issue that is told by a diagnostic of its own. */
export const MIXED = "mixed-step";

/** What says how the items of a `forEach` run. */
const EACH_KEYS = ["concurrency", "onItemFailure"];

/** A step: of one kind, with that kind's fields. */
export const step = z.unknown().superRefine((value, context) => {
  const has = (key: string): boolean =>
    typeof value === "object" && value !== null && Reflect.get(value, key) !== undefined;
  const own = kindNames.filter(has);
  const [kind = "taskName", second] = own;
  if (second !== undefined) {
    const message = `\`${kind}\` and \`${second}\``;
    context.addIssue({ code: "custom", path: [second], message, params: { told: MIXED } });
    return;
  }
  // One run may be repeated, or stood in for; of many, failures are collected.
  const [first, also] = ["forEach", "repeat", "fallback"].filter(has);
  if (first !== undefined && also !== undefined) {
    const message = `\`${first}\` and \`${also}\``;
    context.addIssue({ code: "custom", path: [also], message, params: { told: MIXED } });
  }
  if (!has("forEach"))
    for (const key of EACH_KEYS.filter(has)) {
      context.addIssue({ code: "custom", path: [key], message: "expected `forEach` beside it" });
    }
  for (const issue of kinds[kind].safeParse(value).error?.issues ?? []) {
    const keys = issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [];
    for (const key of keys.filter(isField)) {
      const message = `\`${kind}\` and \`${key}\``;
      context.addIssue({ code: "custom", path: [key], message, params: { told: MIXED } });
    }
    if (keys.length > 0 && keys.every(isField)) continue;
    const left =
      issue.code === "unrecognized_keys" ? { ...issue, keys: issue.keys.filter((key) => !isField(key)) } : issue;
    // An issue that was found is one that can be raised; its type has been narrowed to what is shown.
    context.issues.push({ ...left, input: value } as z.core.$ZodRawIssue);
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
