import { task } from "@trigger.dev/sdk";

export const readText = task({
  id: "read_text",
  run: async ({ path }: { path: string }) => ({ text: `text of ${path}`, lines: ["one", "two", "three", "four"] }),
});

export const translate = task({
  id: "translate",
  run: async ({ text, to }: { text: string; language: string; to: string }) => ({ text: `${to}: ${text}`, language: to }),
});

export const numberLine = task({
  id: "number_line",
  run: async ({ line, number }: { line: string; number: number }) => ({ line: `${number} ${line}` }),
});

export const joinLines = task({
  id: "join_lines",
  run: async ({ lines, title }: { lines: string[]; title: string }) => ({ text: [title, ...lines].join("\n"), language: "en" }),
});
