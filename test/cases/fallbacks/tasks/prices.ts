import { task } from "@trigger.dev/sdk";

export const load = task({
  id: "load",
  retry: { maxAttempts: 1 },
  run: async ({ id }: { id: string }) => {
    if (id === "lost") throw new Error("not there");
    return { title: `title of ${id}` };
  },
});

export const price = task({
  id: "price",
  retry: { maxAttempts: 1 },
  run: async ({ title }: { title: string }) => {
    if (title.includes("unknown")) throw new Error("no price");
    return { amount: title.length };
  },
});

export const log = task({
  id: "log",
  retry: { maxAttempts: 1 },
  run: async (_payload: { amount: number }): Promise<{ line: string }> => {
    throw new Error("full");
  },
});
