import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  find_user: { input: z.object({ email: z.email() }), output: z.object({ id: z.string().brand<"UserId">() }) },
  greet: { input: z.object({ id: z.string() }), output: z.string() },
});

const { defineTrack } = createFlow(tasks);

export const track = defineTrack({ name: "Track", tasks: [{ taskName: "find_user" }, { taskName: "greet" }] });
