import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const one = createFlow(defineTasks({ send: { input: z.object({ to: z.string() }), output: z.string() } }));
const two = createFlow(defineTasks({ send: { input: z.object({ to: z.email(), text: z.string() }), output: z.string() } }));

export const trackOne = one.defineTrack({ name: "TrackOne", tasks: [{ taskName: "send" }] });
export const trackTwo = two.defineTrack({ name: "TrackTwo", tasks: [{ taskName: "send" }] });
