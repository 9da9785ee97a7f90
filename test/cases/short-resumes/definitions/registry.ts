import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const text = z.object({ text: z.string() });

export const { defineTrack } = createFlow(defineTasks({ read: { input: text, output: text }, echo: { input: z.unknown(), output: z.unknown() } }));
