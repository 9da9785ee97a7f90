import { task } from "@trigger.dev/sdk";

const works = (id: string) => ({
  retry: { maxAttempts: 1 },
  run: async ({ text }: { readonly text: string; readonly wanted: readonly string[] }) => {
    if (text === `no ${id}`) throw new Error(text);
    return { text: `${id}(${text})` };
  },
});

export const load = task({ id: "load", ...works("load") });
export const speak = task({ id: "speak", ...works("speak") });
export const caption = task({ id: "caption", ...works("caption") });
export const publish = task({ id: "publish", ...works("publish") });
