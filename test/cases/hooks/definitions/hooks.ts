import { z } from "zod";
import { alertDuty } from "../lib/alerts.js";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

const prefix = "voice";

const label = (...words: string[]) => [prefix, ...words].join(" ");

/** Hooks are copied as they are, in any form. */
export const hookedTrack = defineTrack({
  name: "HookedTrack",
  input: z.object({ url: z.string(), tenant: z.string() }),
  options: { retry: { maxAttempts: 2 } },
  tasks: [{ taskName: "transcribe", inputMapper: ({ url }) => ({ url }) }],
  onCancel: async ({ payload, ctx }) => console.log(label("cancelled", payload.tenant), ctx.run.id),
  onFailure: alertDuty,
  onSuccess({ payload, output }) {
    // Every line counts.
    console.log(label(payload.url), output.lines.length);
  },
  async onStartAttempt({ ctx }) {
    await Promise.resolve(ctx.attempt.number);
  },
  onComplete: ({ result }) => (result.ok ? console.log(result.data.lines.length) : undefined),
});

/** Without a schema. */
const publishTrack = defineTrack({
  name: "PublishTrack",
  tasks: [{ taskName: "publish" }],
  onSuccess: ({ payload, output }) => console.log(payload.mp3, output.url),
  onWait: ({ wait }) => console.log(wait.type),
  onResume: ({ wait }) => console.log(wait.type),
});

for (const channel of ["radio", "web"]) {
  defineCompositeTrack({
    name: `Publish ${channel}`,
    type: "composite",
    tasks: [{ taskName: "join" }],
    subTracks: [publishTrack, { taskName: "publish" }],
    mergeStrategy: ([first]) => ({ url: first.url, channel }),
    onSuccess: ({ output }) => console.log(channel, output.url),
  });
}

export const hookedOrchestrator = defineOrchestrator({
  name: "HookedOrchestrator",
  tracks: [publishTrack, { taskName: "publish" }],
  onSuccess: ({ output }) => console.log(output.PublishTrack.url),
  onFailure: ({ payload, error }) => alertDuty({ error, task: payload.mp3 }),
});
