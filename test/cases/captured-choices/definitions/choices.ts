import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const tasks = defineTasks({
  greet: { input: z.object({ text: z.string(), polite: z.boolean() }), output: z.object({ text: z.string() }) },
});

const { defineTrack } = createFlow(tasks);

interface Options {
  readonly language: "en" | "de" | "fr";
  readonly polite: boolean;
  readonly times: number;
  readonly suffix?: string;
  readonly names: readonly string[];
}

/** What is captured is compared and asked for: literals in its place would not compile. */
function greetTrack(options: Options) {
  const { language, names } = options;
  return defineTrack({
    name: `Greet ${language}`,
    input: z.object({ name: z.string() }),
    tasks: [
      {
        taskName: "greet",
        inputMapper: ({ name }) => ({
          text: language === "en" ? `Hello ${name}` : language === "de" ? `Hallo ${name}` : `Salut ${name}`,
          polite: options.polite && name !== "",
        }),
      },
      {
        taskName: "greet",
        name: "again",
        inputMapper: (greeting) => {
          const ending = options.suffix ?? "!";
          switch (options.language) {
            case "en":
              return { text: greeting.text + ending, polite: !options.polite };
            default:
              return { text: greeting.text.repeat(options.times), polite: names.includes(greeting.text) };
          }
        },
      },
      {
        taskName: "greet",
        name: "first name",
        inputMapper: ({ text }) => ({ text: `${text} ${names[0]} ${names.length} ${options.times > 2 ? "often" : "rarely"}`, polite: options.polite ? true : text === "" }),
      },
    ],
  });
}

greetTrack({ language: "en", polite: true, times: 1, names: ["Ada", "Grace"] });
greetTrack({ language: "de", polite: false, times: 3, suffix: "${now}`", names: ["Max"] });
