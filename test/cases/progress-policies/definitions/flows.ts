import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

/** What every task takes and gives; one that is named in `failing` fails. */
const flowInput = z.object({ text: z.string(), failing: z.array(z.string()) });
const output = z.object({ text: z.string() });

const { defineTrack, defineOrchestrator } = createFlow(
  defineTasks({
    fetch: { input: flowInput, output },
    speak: { input: flowInput, output },
    caption: { input: flowInput, output },
    translate: { input: flowInput, output },
    publish: { input: flowInput, output },
    withdraw: { input: output, output: z.object({}) },
  }),
);

/** What it publishes is withdrawn when something else fails. */
const publishTrack = defineTrack({
  name: "PublishTrack",
  tasks: [{ taskName: "publish", compensate: { taskName: "withdraw" } }],
});

/** A wave that runs or not, a node with a condition, one with a fallback, and an end with a condition. */
export const lenient = defineOrchestrator({
  name: "Lenient",
  input: flowInput,
  progress: true,
  onTrackFailure: "continue",
  tracks: [
    { taskName: "fetch" },
    { track: publishTrack, name: "Page" },
    { taskName: "caption" },
    {
      taskName: "translate",
      when: ({ Page }, { text }) => Page.text !== "" && text !== "short",
      fallback: (error) => ({ text: error.message }),
    },
  ],
  trackDependencies: { Page: ["fetch"], caption: ["fetch"], translate: ["Page", "caption"] },
  trackInputMappings: {
    Page: ({ fetch }, { failing }) => ({ text: fetch.text, failing }),
    caption: ({ fetch }, { failing }) => ({ text: fetch.text, failing }),
    translate: ({ caption }, { failing }) => ({ text: caption.text, failing }),
  },
  finalTask: {
    taskName: "speak",
    when: ({ Page }) => Page.status === "completed",
    inputMapper: ({ translate }, { failing }) => ({
      text: translate.status === "completed" ? translate.output.text : translate.status,
      failing,
    }),
  },
});

/** What completed is undone by the failure of the last, and stays done for whoever looks. */
export const strict = defineOrchestrator({
  name: "Strict",
  input: flowInput,
  progress: true,
  tracks: [
    { track: publishTrack, name: "Page" },
    { taskName: "caption", when: (_outputs, { text }) => text !== "short" },
    { taskName: "translate", onTrackFailure: "continue" },
    { taskName: "speak" },
  ],
  trackDependencies: { translate: ["Page"], speak: ["Page", "caption"] },
  trackInputMappings: {
    translate: ({ Page }, { failing }) => ({ text: Page.text, failing }),
    speak: ({ caption }, { failing }) => ({ text: caption?.text ?? "nothing", failing }),
  },
});
