import { z } from "zod";
import { definitionOr, fn, name, track } from "./step-shape.js";

export const failurePolicy = z.enum(["halt", "continue"]);

/** A dependency of an orchestrator's node. */
export const trackDependencies = z.record(
  z.string(),
  z.array(z.union([name, z.strictObject({ settled: name })], { error: "expected a name, or { settled: name }" })),
);

/** What an entry has beside what it runs. */
const common = { name: name.optional() };
const policy = {
  ...common,
  onTrackFailure: failurePolicy.optional(),
  when: fn.optional(),
  fallback: fn.optional(),
};

/** An entry of an orchestrator's `tracks`. */
export const entry = entryWith(policy, "expected a track, an orchestrator, { track } or { taskName }");

/** An entry of a composite track's `subTracks`. */
export const subTrack = entryWith(common, "expected a track, an orchestrator, { track, name } or { taskName }");

/** What an entry has says what it is, so that an issue is told where it is. */
function entryWith(fields: z.ZodRawShape, expected: string): z.ZodType {
  const ofTask = z.strictObject({ taskName: name, ...fields });
  const ofTrack = z.strictObject({ track, ...fields });
  return definitionOr((has) => (has("taskName") ? ofTask : has("track") ? ofTrack : undefined), expected);
}
