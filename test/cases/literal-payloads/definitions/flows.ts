import { z } from "zod";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

// A literal in what a mapper returns stays a literal, wherever the mapper stands and however it is written.

const levelTrack = defineTrack({
  name: "LevelTrack",
  input: z.object({ level: z.enum(["high", "low"]) }),
  tasks: [
    {
      taskName: "tell",
      inputMapper: ({ level }) => {
        const text = `It is ${level}.`;
        return { by: "mail", text };
      },
      compensate: {
        taskName: "tell",
        inputMapper: ({ id }) => {
          const text = `It is not ${id}.`;
          return { by: "sms", text };
        },
      },
    },
    { taskName: "tell", name: "again", inputMapper: ({ id }) => ({ by: id === "" ? "mail" : "sms", text: id }) },
  ],
});

export const levelsTrack = defineTrack({
  name: "LevelsTrack",
  input: z.object({ many: z.array(z.number()) }),
  tasks: [
    { track: levelTrack, inputMapper: () => ({ level: "high" }) },
    {
      track: levelTrack,
      name: "each",
      forEach: (_, { input }) => input.many,
      inputMapper: (many) => {
        if (many > 1) return { level: "high" };
        return { level: "low" };
      },
    },
    {
      name: "either",
      branch: {
        on: ([first]) => (first === undefined ? "none" : "some"),
        cases: {
          none: { track: levelTrack, inputMapper: () => ({ level: "low" }) },
          some: {
            track: levelTrack,
            inputMapper: (each) => {
              const isHigh = each.length > 1;
              return { level: isHigh ? "high" : "low" };
            },
          },
        },
      },
    },
    {
      name: "answer",
      approval: {
        timeout: "1d",
        output: z.object({ level: z.enum(["high", "low"]) }),
        notify: {
          taskName: "tell",
          inputMapper: ({ token }) => {
            const text = `How high? ${token.url}`;
            return { by: "mail", text };
          },
        },
        onTimeout: { level: "low" },
      },
    },
  ],
});

export const bothTrack = defineCompositeTrack({
  name: "BothTrack",
  type: "composite",
  tasks: [],
  input: z.object({ text: z.string() }),
  subTracks: [levelTrack, { taskName: "tell" }],
  subTrackInputMappings: {
    LevelTrack: () => ({ level: "high" }),
    tell: ({ text }) => {
      const trimmed = text.trim();
      return { by: "sms", text: trimmed };
    },
  },
});

export const levelOrchestrator = defineOrchestrator({
  name: "LevelOrchestrator",
  input: z.object({ day: z.string(), level: z.enum(["high", "low"]) }),
  tracks: [levelTrack, { taskName: "tell" }],
  trackDependencies: { tell: ["LevelTrack"] },
  trackInputMappings: {
    LevelTrack: (_, { day }) => ({ level: day === "Monday" ? "high" : "low" }),
    tell: ({ LevelTrack }) => {
      const text = LevelTrack.id;
      return { by: "mail", text };
    },
  },
  finalTask: {
    taskName: "tell",
    name: "end",
    inputMapper: ({ tell }) => {
      const text = tell.id;
      return { by: "sms", text };
    },
  },
  cron: "0 8 * * *",
  cronPayload: ({ timestamp }) => {
    const day = timestamp.toISOString();
    return { day, level: "high" };
  },
});
