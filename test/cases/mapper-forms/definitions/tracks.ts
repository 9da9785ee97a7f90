import { z } from "zod";
import { firstLines, mappers, toGerman } from "./mappers.js";
import { defineTrack } from "./registry.js";

/** A mapper of the module that defines the track. */
const toItalian = (page: { text: string }) => ({ text: page.text, language: "en", to: "it" });

function toSpanish({ text }: { text: string }) {
  return { text, language: "en", to: "es" };
}

export const inlineMappers = defineTrack({
  name: "InlineMappers",
  input: z.object({ path: z.string(), to: z.string(), title: z.string().optional() }),
  tasks: [
    // a parameter, destructured
    { taskName: "read_text", inputMapper: ({ path }) => ({ path }) },
    // the context, destructured; the first parameter is not read
    { taskName: "translate", inputMapper: (page, { input: { to } }) => ({ text: page.text, language: "en", to }) },
    {
      taskName: "translate",
      name: "translate back",
      inputMapper: (translated, { input, outputs }) => ({
        // Comments stay where they are.
        text: translated.text + outputs.read_text.text, // and at the end of a line
        language: input.to,
        to: "en" /* the original */,
      }),
    },
    {
      taskName: "join_lines",
      inputMapper: (_translated, { outputs: { read_text, "translate back": back }, input }) => ({
        lines: [...read_text.lines, back.text],
        title: input.title ?? "untitled",
      }),
    },
  ],
});

export const functionMappers = defineTrack({
  name: "FunctionMappers",
  input: z.object({ path: z.string(), to: z.string() }),
  tasks: [
    { taskName: "read_text" },
    {
      taskName: "translate",
      inputMapper: (page, { input }) => {
        // A body with statements becomes a function.
        const text = page.text.trim();
        if (text === "") throw new Error(`nothing to translate to ${input.to}`);
        return { text, language: "en", to: input.to };
      },
    },
    {
      taskName: "number_line",
      forEach: (_translated, { outputs }) => outputs.read_text.lines,
      inputMapper: (line, { index }) => ({ line, number: index + 1 }),
    },
    {
      taskName: "join_lines",
      inputMapper(numbered, { outputs, input }) {
        const lines = numbered.map((one) => one.line);
        return { lines, title: `${outputs.translate.language} to ${input.to}` };
      },
    },
  ],
});

export const methodMappers = defineTrack({
  name: "MethodMappers",
  tasks: [
    { taskName: "read_text" },
    {
      taskName: "number_line",
      forEach({ lines }) {
        return lines;
      },
      inputMapper(line, { index, input }) {
        const number = index * 10;
        return { line: `${input.path}: ${line}`, number };
      },
    },
    {
      taskName: "join_lines",
      inputMapper: function (numbered) {
        return { lines: numbered.map(({ line }) => line), title: "numbered" };
      },
    },
  ],
});

export const namedMappers = defineTrack({
  name: "NamedMappers",
  tasks: [
    { taskName: "read_text" },
    { taskName: "translate", inputMapper: toGerman },
    { taskName: "translate", name: "italian", inputMapper: toItalian },
    { taskName: "translate", name: "spanish", inputMapper: toSpanish },
    { taskName: "translate", name: "french", inputMapper: mappers.toFrench },
    {
      taskName: "number_line",
      forEach: (_page, { outputs }) => firstLines(outputs.read_text),
      inputMapper: (line, { index: number }) => ({ line, number }),
    },
  ],
});
