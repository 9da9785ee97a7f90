import { task } from "@trigger.dev/sdk";

export const listPages = task({
  id: "list_pages",
  run: async ({ site }: { site: string }) => ({ urls: ["/", "/a", "/missing"].map((path) => `${site}${path}`) }),
});

export const fetchPage = task({
  id: "fetch_page",
  run: async ({ url }: { url: string }) => {
    if (url.endsWith("/missing")) throw new Error("404");
    return { text: url };
  },
});

export const findLogo = task({
  id: "find_logo",
  run: async ({ site }: { site: string }) => ({ logo: `${site}.svg` }),
});

export const checkMail = task({
  id: "check_mail",
  run: async ({ site }: { site: string }) => ({ mail: `${site}@` }),
});

export const report = task({
  id: "report",
  run: async ({ lines }: { lines: string[] }) => ({ text: lines.join(", ") }),
});
