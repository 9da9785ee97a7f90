import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const Category = z.object({
  name: z.string(),
  get children() {
    return z.array(Category);
  },
});

const Shape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("circle"), radius: z.number() }),
  z.object({ kind: z.literal("square"), side: z.number().positive() }),
]);

export const tasks = defineTasks({
  every_type: {
    input: z.object({
      text: z.string().min(1).describe("What is said."),
      count: z.int().optional(),
      ratio: z.number().default(1),
      flag: z.boolean().nullable(),
      when: z.date(),
      big: z.bigint(),
      level: z.enum(["low", "high"]),
      shape: Shape,
      either: z.union([z.string(), z.number(), z.null()]),
      pair: z.tuple([z.string(), z.number()]),
      numbers: z.array(z.number()).readonly(),
      byName: z.record(z.string(), z.object({ id: z.string() })),
      byLevel: z.record(z.enum(["low", "high"]), z.number()),
      partial: z.partialRecord(z.enum(["low", "high"]), z.number()),
      "quoted key": z.literal(["a", "b"]),
      anything: z.unknown(),
      nested: z.object({ deep: z.object({ deeper: z.string().array() }).partial() }),
      both: z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })),
      tags: z.set(z.string()),
      counts: z.map(z.string(), z.number()),
      loose: z.looseObject({ id: z.string() }),
      slug: z.templateLiteral(["id-", z.number()]),
    }),
    output: z.object({ ratio: z.number().default(1), url: z.url(), at: z.iso.datetime() }),
  },
  read_category: { input: z.object({ id: z.string() }), output: Category },
  write_category: { input: Category, output: z.void() },
  coerce: {
    input: z.object({ size: z.coerce.number(), at: z.string().pipe(z.coerce.date()) }),
    output: z.number(),
  },
  nothing: { input: z.undefined(), output: z.null() },
  list: { input: z.array(z.string()), output: z.array(Shape) },
});

export const { defineTrack } = createFlow(tasks);
