import { describe, expect, test } from "vitest";
import { cuesOfWords, formatSrt, parseSrt, wordsOfCue } from "../../definitions/tasks/srt.js";

/** Half a second a word, end to end. */
function said(text: string) {
  return text.split(" ").map((word, i) => ({ text: word, start: i / 2, end: (i + 1) / 2 }));
}

describe("cues", () => {
  test("end with the sentence", () => {
    expect(cuesOfWords(said("One two. “Three!” Four?"))).toEqual([
      { text: "One two.", start: 0, end: 1 },
      { text: "“Three!”", start: 1, end: 1.5 },
      { text: "Four?", start: 1.5, end: 2 },
    ]);
  });
  test("end at a long pause", () => {
    const [one, two] = [
      { text: "One", start: 0, end: 1 },
      { text: "two", start: 2, end: 3 },
    ];
    expect(cuesOfWords([one, two])).toEqual([one, two]);
  });
  test("end before they pass two lines", () => {
    const texts = cuesOfWords(said("word ".repeat(40).trim())).map(({ text }) => text);
    expect(texts.every((text) => text.length <= 84)).toBe(true);
    expect(texts.join(" ")).toBe("word ".repeat(40).trim());
  });
  test("leave out words of no letters", () => {
    expect(cuesOfWords([{ text: " ", start: 0, end: 1 }])).toEqual([]);
  });
});

test("SRT is written and read back, past the hour too", () => {
  const cues = [
    { text: "Hello.", start: 0.0004, end: 59.9996 },
    { text: "Still here.", start: 3723.004, end: 3725.5 },
  ];
  const srt = formatSrt(cues);
  expect(srt).toBe("1\n00:00:00,000 --> 00:01:00,000\nHello.\n\n2\n01:02:03,004 --> 01:02:05,500\nStill here.\n\n");
  expect(parseSrt(srt)).toEqual([{ text: "Hello.", start: 0, end: 60 }, cues[1]]);
});

test("SRT of other makers is read: tags, several lines, CRLF, empty cues, figures as text", () => {
  const srt =
    "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Two</i>\r\nlines\r\n\r\n2\n00:00:02,000 --> 00:00:03,000\n\n3\n00:00:03,000 --> 00:00:04,000\n42\n";
  expect(parseSrt(srt)).toEqual([
    { text: "Two lines", start: 1, end: 2 },
    { text: "42", start: 3, end: 4 },
  ]);
  expect(parseSrt("")).toEqual([]);
});

test("a cue's time is shared out by letters", () => {
  expect(wordsOfCue({ text: "a bbb", start: 1, end: 3 })).toEqual([
    { text: "a", start: 1, end: 1.5 },
    { text: "bbb", start: 1.5, end: 3 },
  ]);
});
