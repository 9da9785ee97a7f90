import { task } from "@trigger.dev/sdk";

// The tasks of the golden with eager schedules, which is compiled without any.

export const fetchPage = task({
  id: "fetch_page",
  run: async ({ url }: { url: string }) => ({ html: `<p>${url}</p>`, title: `title of ${url}` }),
});

export const summarize = task({
  id: "summarize",
  run: async ({ html }: { html: string }) => ({ text: `short ${html}` }),
});

export const translate = task({
  id: "translate",
  run: async ({ text, to }: { text: string; to: string }) => ({ text: `${to}: ${text}` }),
});

export const drawPicture = task({
  id: "draw_picture",
  run: async ({ text }: { text: string }) => ({ pictureUrl: `picture of ${text}` }),
});
