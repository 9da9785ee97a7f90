import { z } from "zod";
import { onCancel } from "../lib/hooks.js";
import { defineTrack } from "./registry.js";

const name = "All short";
const input = z.object({ n: z.number() });
const options = { maxDuration: 60 };
const onSuccess = ({ output }: { output: number }) => console.log(output);
const taskName = "count";
const when = ({ n }: { n: number }) => n > 0;
const inputMapper = ({ n }: { n: number }) => ({ n: n + 1 });
const wait = { minutes: 1 };
const transform = (n: number | { n: number }) => (typeof n === "number" ? n : n.n);
const repeat = { until: (n: number) => n > 2, maxTimes: 3, delay: wait };
const timeout = "3h";
const output = z.object({ yes: z.boolean() });
const onTimeout = { yes: false };
const fallback = () => -1;
const key = ({ n }: { n: number }) => `${n}`;
const ttl = "2d";

/** Whatever a definition says may be a constant of the property's own name. */
export const allShort = defineTrack({
  name,
  input,
  options,
  onSuccess,
  onCancel,
  resume: { key, ttl },
  tasks: [
    { taskName, when, options: { ttl }, inputMapper },
    { name: "pause", wait },
    { name: "until then", waitUntil: () => new Date("2030-01-01") },
    { name: "number", transform: (n) => n ?? 0 },
    { name: "again", transform },
    { taskName, name: "rounds", repeat, inputMapper: (n) => ({ n }) },
    {
      name: "answer",
      approval: { timeout, output, onTimeout, notify: { taskName: "ask", inputMapper: ({ token }) => ({ token: token.id }) } },
    },
    { taskName, name: "yes", fallback, inputMapper: ({ yes }) => ({ n: Number(yes) }) },
    { name: "all", transform: (yes, { outputs }) => ({ yes, rounds: outputs.rounds, again: /* the first */ outputs.again }) },
    { name: "sum", transform: ({ yes, rounds, again }) => yes + rounds + again },
  ],
});

/** The same of what a function is given, schemas too. */
function answered(priority: number, tags: string[], input: z.ZodType<{ n: number }>, output: z.ZodType<{ n: number }>) {
  const queue = `counts-${priority}`;
  const ttl = `${priority}d`;
  return defineTrack({
    name: `Answered ${priority}`,
    input,
    options: { queue, ttl },
    resume: { key: ({ n }) => `${n}`, ttl },
    tasks: [
      { taskName, options: { priority, tags, queue } },
      { name: "answer", approval: { timeout, output } },
      { taskName, name: "answered", options: ({ n }) => ({ priority, delay: `${n}s`, tags: [...tags, queue] }) },
    ],
  });
}

answered(1, ["one"], z.object({ n: z.number() }), z.object({ n: z.number().int() }));
