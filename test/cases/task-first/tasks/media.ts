import { schemaTask, task } from "@trigger.dev/sdk";
import { z } from "zod";

export const probe = task({
  id: "probe-media",
  run: async ({ url }: { url: string }) => ({ url, seconds: url.length }),
});

const thumbnailId = "make-thumbnail";

export const makeThumbnail = schemaTask({
  id: thumbnailId,
  schema: z.object({ url: z.string(), at: z.number().default(0), format: z.enum(["png", "webp"]).optional() }),
  run: async ({ url, at, format }) => ({ image: `${url}@${at}.${format ?? "png"}` }),
});

/** Not a task: ignored. */
export const formats = ["png", "webp"] as const;
