import { task } from "@trigger.dev/sdk";

interface Payload {
  readonly text: string;
  readonly failing: readonly string[];
}

const works = (id: string) => ({
  retry: { maxAttempts: 1 },
  run: async ({ text, failing }: Payload) => {
    if (failing.includes(id)) throw new Error(`no ${id}`);
    return { text: `${id}(${text})` };
  },
});

export const fetch = task({ id: "fetch", ...works("fetch") });
export const speak = task({ id: "speak", ...works("speak") });
export const caption = task({ id: "caption", ...works("caption") });
export const translate = task({ id: "translate", ...works("translate") });
export const publish = task({ id: "publish", ...works("publish") });
export const withdraw = task({ id: "withdraw", run: async (_published: { text: string }) => ({}) });
