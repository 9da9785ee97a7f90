import { slug } from "@lib/names";
import type { Language } from "@lib/names";
import { z } from "zod";
import { greetings } from "../../lib/greetings";
import { defineTrack } from "../registry";

export const greetTrack = defineTrack({
  name: "GreetTrack",
  input: z.object({ name: z.string(), language: z.enum(["en", "de"]) }),
  tasks: [
    {
      taskName: "greet",
      inputMapper: ({ name, language }) => {
        const known: Language = language;
        return { greeting: `${greetings[known]}, ${name}`, id: slug(name) };
      },
    },
  ],
});
