import { task } from "@trigger.dev/sdk";

type Kind = "audio" | "video" | "other";
const kindOf = (url: string): Kind => (url.startsWith("a") ? "audio" : url.startsWith("v") ? "video" : "other");

export const probe = task({ id: "probe", run: async ({ url }: { url: string }) => ({ url, kind: kindOf(url) }) });
export const transcribe = task({ id: "transcribe", run: async ({ url }: { url: string }) => ({ text: `said ${url}` }) });
export const describe = task({
  id: "describe",
  run: async ({ url, frames }: { url: string; frames: number }) => ({ text: `seen ${url} ${frames}` }),
});
export const index = task({ id: "index", run: async ({ text }: { text: string }) => ({ id: `id of ${text}` }) });
export const discard = task({ id: "discard", run: async (_payload: { url: string }) => null });
