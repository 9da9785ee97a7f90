import { z } from "zod";
import { defineTrack } from "./registry.js";

const answer = z.object({ approved: z.boolean(), by: z.string().default("nobody") });

/** Waits pass on what came before. */
export const postTrack = defineTrack({
  name: "PostTrack",
  tasks: [
    { taskName: "draft" },
    { name: "cool off", wait: { minutes: 10 } },
    { name: "due", when: (draft) => draft.dueAt !== "", waitUntil: (draft) => new Date(draft.dueAt) },
    {
      name: "approve",
      approval: {
        timeout: "7d",
        output: answer,
        notify: {
          taskName: "ask",
          inputMapper: ({ token, prev, input }) => ({ text: `${input.topic}: ${prev.text}`, answerAt: token.id }),
        },
      },
    },
    {
      taskName: "publish",
      inputMapper: (approval, { outputs }) => {
        const text = approval.approved ? outputs.due.text : "";
        return { text, by: approval.by };
      },
    },
    {
      taskName: "status",
      repeat: { until: (status) => status.isLive, maxTimes: 5, delay: { seconds: 30 } },
    },
  ],
});

/** An answer that may stay away, and waits whose result nothing reads. */
export const quietTrack = defineTrack({
  name: "QuietTrack",
  input: z.object({ topic: z.string(), careful: z.boolean() }),
  tasks: [
    {
      name: "approve",
      when: (input) => input.careful,
      approval: {
        timeout: "1h",
        output: answer,
        onTimeout: { approved: false },
        notify: {
          taskName: "ask",
          inputMapper: (context) => {
            const { token, prev } = context;
            return { text: prev.topic, answerAt: token.url };
          },
        },
      },
    },
    { name: "night", when: (answered) => answered?.approved !== true, wait: { hours: 8 } },
    { taskName: "draft", inputMapper: (answered, { input }) => ({ topic: answered ? input.topic : "any" }) },
    { name: "end", wait: { days: 1 } },
  ],
});

/** Rounds that take what the one before gave. */
export const pagesTrack = defineTrack({
  name: "PagesTrack",
  input: z.object({ url: z.string(), enough: z.number() }),
  tasks: [
    {
      taskName: "list_page",
      name: "pages",
      repeat: {
        until: (page, { input, round }) => {
          if (round > input.enough) return true;
          return page.next === undefined;
        },
        maxTimes: 100,
      },
      inputMapper: ({ url }, { last }) => (last?.next === undefined ? { url } : { url, cursor: last.next }),
    },
  ],
});
