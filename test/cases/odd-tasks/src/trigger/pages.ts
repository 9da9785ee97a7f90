import { schemaTask, task } from "@trigger.dev/sdk";
import { z } from "zod";
import { Ids, ids, pages } from "../ids/index.js";

const read = task({ id: ids.fetch, run: async ({ url }: { url: string }) => ({ html: url }) });

export const count = task({ id: `${pages}-count`, run: async ({ html }: { html: string }) => html.length });

export const store = task({ id: Ids.Store, run: async (length: number) => ({ length }) });

const options = {
  id: "list-pages",
  schema: z.object({ length: z.number() }),
  run: async ({ length }: { length: number }) => ({ count: length }),
} as const;

export const list = schemaTask(options);

export { read as fetchPage };
