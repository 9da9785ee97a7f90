import type { TrackDefinition } from "flowgen";

/** Annotated, so that the editor says nothing: the build does. */
export const unfit: TrackDefinition = {
  name: "Unfit",
  tasks: [
    { taskName: "first", inputMapper: (input) => ({ txt: input.text }) },
    { taskName: "third" },
    { taskName: "second" },
    { taskName: "second", name: "again", inputMapper: (prev) => ({ text: prev.texts.join() }) },
    {
      taskName: "first",
      name: "block",
      inputMapper: (prev) => {
        const length = prev.text.lenght;
        return { text: String(length) };
      },
    },
    { taskName: "first", name: "each", forEach: (prev) => prev.text, inputMapper: (text) => ({ text }) },
    { taskName: "first", name: "each item", forEach: () => [1, 2] },
  ],
};
