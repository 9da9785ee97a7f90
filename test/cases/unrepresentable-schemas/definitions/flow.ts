import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

class Picture {
  constructor(readonly url: string) {}
}

const tasks = defineTasks({
  draw: { input: z.object({ picture: z.instanceof(Picture), size: z.number() }), output: z.string() },
  print: { input: z.object({ anything: z.any() }), output: z.string() },
  store: { input: z.object({ text: z.string() }), output: z.symbol() },
  custom: { input: z.custom<`${number}px`>((value) => /px$/.test(String(value))), output: z.string() },
  lazy: { input: z.string().transform((text) => text.length), output: z.string().transform((text) => text.length) },
});

const { defineTrack } = createFlow(tasks);

export const track = defineTrack({ name: "Track", tasks: [{ taskName: "print" }] });
