import { task } from "@trigger.dev/sdk";

interface Document {
  id: string;
  text: string;
}

export const loadDocument = task({
  id: "load_document",
  run: async ({ id }: { id: string }): Promise<Document> => ({ id, text: `The text of ${id}` }),
});

export const cleanDocument = task({
  id: "clean_document",
  run: async ({ id, text }: Document) => ({ id, text: text.trim(), words: text.split(" ").length }),
});

export const summarize = task({ id: "summarize", run: async ({ text }: Document) => ({ summary: text.slice(0, 8) }) });

export const tag = task({ id: "tag", run: async ({ text }: Document) => ({ tags: text.toLowerCase().split(" ") }) });

export const translate = task({
  id: "translate",
  run: async ({ id, text, to }: Document & { to: string }) => ({ id, text: `${to}: ${text}` }),
});

export const publish = task({
  id: "publish",
  run: async ({ summary, tags }: { summary: string; tags: string[] }) => ({ url: `https://example.com/${tags.join("-")}?${summary}` }),
});
