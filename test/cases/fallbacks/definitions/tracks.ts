import { z } from "zod";
import { defineTrack } from "./registry.js";

/** A value in place of an output: of the same type, or of another. */
export const priceTrack = defineTrack({
  name: "PriceTrack",
  input: z.object({ id: z.string() }),
  tasks: [
    { taskName: "load", fallback: (_error, { input }) => ({ title: `unknown ${input.id}` }) },
    { taskName: "price", fallback: (error, { prev }) => ({ amount: 0, why: `${prev.title}: ${error.message}` }) },
    { name: "text", transform: (price) => ("why" in price ? price.why : `${price.amount}`) },
  ],
});

/** Statements, a function that takes what came of it, and a result that nothing reads. */
export const logTrack = defineTrack({
  name: "LogTrack",
  tasks: [
    { taskName: "load" },
    {
      track: priceTrack,
      name: "text",
      when: (_loaded, { input }) => input.id !== "none",
      inputMapper: (_loaded, { input }) => input,
      fallback: async (error) => {
        const { message } = error;
        return await Promise.resolve(message.length);
      },
    },
    {
      taskName: "price",
      inputMapper: (text) => {
        const title = text ?? "nothing";
        return { title: `${title}` };
      },
    },
    { taskName: "log", fallback: () => null },
    { taskName: "load", name: "again", inputMapper: (_logged, { input }) => input, fallback: ({ taskId }) => ({ taskId }) },
  ],
});
