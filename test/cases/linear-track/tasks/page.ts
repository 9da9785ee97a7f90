import { task } from "@trigger.dev/sdk";

export const fetchPage = task({
  id: "fetch_page",
  run: async ({ url }: { url: string }) => ({ html: `<h1>Hello from ${url}</h1>` }),
});

export const extractText = task({
  id: "extract_text",
  run: async ({ html }: { html: string }) => ({ text: html.replace(/<[^>]*>/g, "") }),
});

export const countWords = task({
  id: "count_words",
  run: async ({ text }: { text: string }) => text.split(/\s+/).length,
});
