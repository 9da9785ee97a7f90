import { task } from "@trigger.dev/sdk";

interface Image {
  readonly url: string;
  readonly bytes: number;
}

/** As large as the number in its address says. */
export const upload = task({
  id: "upload",
  run: async ({ url }: { url: string }): Promise<Image> => ({ url, bytes: Number(/\d+/.exec(url)?.[0] ?? 0) }),
});

export const compress = task({
  id: "compress",
  run: async ({ url, bytes }: Image): Promise<Image> => ({ url: `${url}.min`, bytes: bytes / 10 }),
});

export const tag = task({ id: "tag", run: async ({ url }: Image) => [`tag of ${url}`] });

export const notify = task({ id: "notify", run: async ({ tags }: { tags: string[] }) => ({ sent: tags.length > 0 }) });
