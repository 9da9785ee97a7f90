import { task, wait } from "@trigger.dev/sdk";

export const draft = task({
  id: "draft",
  run: async ({ topic }: { topic: string }) => ({ text: `on ${topic}`, dueAt: new Date(Date.now() + 3_600_000).toISOString() }),
});

/** Answers by itself, where it is told by which id. */
export const ask = task({
  id: "ask",
  run: async ({ answerAt }: { text: string; answerAt: string }) => {
    if (answerAt.startsWith("waitpoint_")) await wait.completeToken(answerAt, { approved: true });
    return null;
  },
});

export const publish = task({
  id: "publish",
  run: async ({ text, by }: { text: string; by: string }) => ({ url: `${text} by ${by}` }),
});

let asked = 0;
export const status = task({ id: "status", run: async () => ({ isLive: ++asked % 3 === 0 }) });

export const listPage = task({
  id: "list_page",
  run: async ({ url, cursor }: { url: string; cursor?: string | undefined }) => {
    const at = Number(cursor ?? 0);
    return { links: [`${url}/${at}`], ...(at < 4 && { next: String(at + 1) }) };
  },
});
