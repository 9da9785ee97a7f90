import { z } from "zod";
import { definition, fn, name } from "./step-shape.js";

export const failurePolicy = z.enum(["halt", "continue"]);

/** A dependency of an orchestrator's node. */
export const trackDependencies = z.record(
  z.string(),
  z.array(z.union([name, z.strictObject({ settled: name })], { error: "expected a name, or { settled: name }" })),
);

const policy = {
  name: name.optional(),
  onTrackFailure: failurePolicy.optional(),
  when: fn.optional(),
  fallback: fn.optional(),
};
const taskEntry = z.strictObject({ taskName: name, ...policy });
const trackEntry = z.strictObject({
  track: z.custom((value) => definition.safeParse(value).success, "expected a track"),
  ...policy,
});

/** An entry of an orchestrator's `tracks`; what it has says what it is, so that an issue is told where it is. */
export const entry = z.unknown().superRefine((value, context) => {
  const has = (key: string): boolean => typeof value === "object" && value !== null && key in value;
  const shape = has("taskName") ? taskEntry : has("track") ? trackEntry : definition;
  const { error } = shape.safeParse(value);
  if (error && shape === definition) {
    context.addIssue({ code: "custom", message: "expected a track, an orchestrator, { track } or { taskName }" });
    return;
  }
  for (const issue of error?.issues ?? []) {
    // An issue that was found is one that can be raised; its type has been narrowed to what is shown.
    context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
  }
});
