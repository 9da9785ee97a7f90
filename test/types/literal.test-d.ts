// Literals in payloads stay literals, whoever makes the payload and whatever it is for.
import { z } from "zod";
import { createFlow, defineTasks } from "../../src/define/index.js";

const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(
  defineTasks({
    tell: { input: z.object({ by: z.enum(["mail", "sms"]), text: z.string() }), output: z.object({ id: z.string() }) },
    add: { input: z.object({ sum: z.number(), of: z.array(z.string()) }), output: z.object({ total: z.number() }) },
  }),
);

const level = z.object({
  level: z.enum(["high", "low"]),
  of: z
    .object({
      kinds: z.array(z.union([z.literal(1), z.literal(true)])),
      range: z.tuple([z.number(), z.string()]),
    })
    .optional(),
});
const levels = defineTrack({
  name: "Levels",
  input: level,
  tasks: [{ taskName: "tell", inputMapper: ({ level }) => ({ by: "mail", text: level }) }],
});
const words = defineTrack({
  name: "Words",
  input: z.enum(["high", "low"]),
  tasks: [{ track: levels, inputMapper: (word) => ({ level: word }) }],
});
const input = z.object({ many: z.array(z.number()), word: z.enum(["high", "low"]) });

defineTrack({
  name: "Steps",
  input,
  tasks: [
    { track: levels, inputMapper: () => ({ level: "high", of: { kinds: [1, true], range: [1, "a"] } }) },
    {
      track: levels,
      name: "spread",
      inputMapper: (_, { input: { many } }) => ({
        level: "low",
        of: { kinds: many.reduce<1[]>((kinds) => [...kinds, 1], []), range: [many.length, "a"] },
      }),
    },
    { track: words, inputMapper: ({ id }) => (id === "" ? "high" : "low") },
    {
      track: levels,
      name: "items",
      forEach: (_, { input }) => input.many,
      inputMapper: (many) => ({ level: many > 1 ? "high" : "low" }),
      compensate: { taskName: "tell", inputMapper: ({ id }) => ({ by: "sms", text: id }) },
    },
    {
      track: levels,
      name: "rounds",
      repeat: { until: () => true, maxTimes: 2 },
      inputMapper: (_, { last }) => {
        if (last) return { level: "low" };
        return { level: "high" };
      },
    },
    {
      name: "branch",
      branch: {
        on: (_, { input }) => input.word,
        cases: {
          high: { track: levels, inputMapper: () => ({ level: "high" }) },
          low: { track: words, inputMapper: () => "low" },
        },
      },
    },
  ],
});

defineTrack({
  name: "WrongStep",
  input,
  // @ts-expect-error not one of them
  tasks: [{ track: levels, inputMapper: () => ({ level: "middle" }) }],
});

defineCompositeTrack({
  name: "Composite",
  type: "composite",
  input,
  tasks: [],
  subTracks: [levels, words, { taskName: "tell" }],
  subTrackInputMappings: {
    Levels: () => ({ level: "high" }),
    Words: () => "low",
    tell: () => ({ by: "sms", text: "" }),
  },
});

defineOrchestrator({
  name: "Orchestrator",
  input,
  tracks: [levels, { track: words, when: () => true }, { taskName: "tell", fallback: () => null }],
  trackDependencies: { Words: ["Levels"] },
  trackInputMappings: {
    Levels: (_, { many }) => ({ level: many.length > 1 ? "high" : "low" }),
    Words: ({ Levels }) => (Levels.id === "" ? "high" : "low"),
    tell: () => ({ by: "mail", text: "" }),
  },
  finalTask: { taskName: "tell", inputMapper: () => ({ by: "mail", text: "" }) },
  cron: "0 8 * * *",
  cronPayload: () => ({ many: [], word: "high" }),
});

defineOrchestrator({
  name: "Wrong",
  input,
  tracks: [levels, { taskName: "tell" }],
  trackInputMappings: {
    // @ts-expect-error not one of them
    Levels: () => ({ level: "middle" }),
    // @ts-expect-error not one of them
    tell: () => ({ by: "post", text: "" }),
  },
});

// What a function infers inside is not taken for one.
defineOrchestrator({
  name: "Calls",
  input,
  tracks: [{ taskName: "add" }],
  trackInputMappings: {
    add: (_, { many, word }) => ({
      sum: [word].reduce((sum, one) => sum + one.length, 0),
      of: Array.from(new Set(many), (one) => [one].reduce((text, it) => text + String(it), "")),
    }),
  },
});
