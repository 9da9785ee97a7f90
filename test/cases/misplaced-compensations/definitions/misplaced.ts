import "./registry.js";
import { z } from "zod";

const compensate = { taskName: "release" };

// Nothing has run that could be undone.
export const misplaced = {
  name: "Misplaced",
  input: z.object({ item: z.string() }),
  tasks: [
    { taskName: "reserve", compensate: { task: "release" } },
    { name: "id", transform: (reserved: { id: string }) => reserved.id, compensate },
    { name: "pause", wait: { minutes: 1 }, compensate },
    { name: "answer", approval: { timeout: "1h", output: z.boolean() }, compensate },
  ],
};
