import { task } from "@trigger.dev/sdk";

export const listPages = task({
  id: "list_pages",
  run: async ({ site }: { site: string }) => ({ urls: [`${site}/1`, `${site}/missing`, `${site}/3`] }),
});

export const fetchPage = task({
  id: "fetch_page",
  retry: { maxAttempts: 1 },
  run: async ({ url }: { url: string }) => {
    if (url.endsWith("missing")) throw new Error("404");
    return { html: url };
  },
});

export const checkLinks = task({ id: "check_links", run: async ({ html }: { html: string }) => ({ broken: html.length }) });

export const report = task({
  id: "report",
  run: async ({ broken, failed }: { broken: number; failed: string[] }) => `${broken} broken, ${failed.join() || "none"}`,
});
