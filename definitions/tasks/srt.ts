import { build, parse } from "subsrt-ts";
import type { z } from "zod";
import type { Segment, Word } from "./schemas.js";

type Cue = z.infer<typeof Segment>;
type Spoken = z.infer<typeof Word>;

/** Two lines of subtitles. */
const LONGEST_CUE = 84;
/** Seconds of silence that end a cue even within a sentence. */
const LONGEST_PAUSE = 1;

const SENTENCE_END = /[.!?…]["'”’)\]]*$/;

/** One cue per sentence, where it fits: each cue becomes one utterance of the new voice. */
export function cuesOfWords(words: readonly Spoken[]): Cue[] {
  const cues: Cue[] = [];
  let open: Cue | undefined;
  for (const word of words) {
    const text = oneLine(word.text);
    if (text === "") continue;
    if (open && continues(open, text, word.start)) {
      open.text += ` ${text}`;
      open.end = word.end;
    } else {
      open = { text, start: word.start, end: word.end };
      cues.push(open);
    }
  }
  return cues;
}

function continues(cue: Cue, text: string, start: number): boolean {
  if (SENTENCE_END.test(cue.text)) return false;
  return cue.text.length + 1 + text.length <= LONGEST_CUE && start - cue.end < LONGEST_PAUSE;
}

/** Words of a cue, each given the share of its time that its letters are of its text. */
export function wordsOfCue(cue: Cue): Spoken[] {
  const texts = cue.text.split(/\s+/).filter((text) => text !== "");
  const letters = texts.reduce((sum, text) => sum + text.length, 0);
  let start = cue.start;
  return texts.map((text) => {
    const end = start + ((cue.end - cue.start) * text.length) / letters;
    const word = { text, start, end };
    start = end;
    return word;
  });
}

export function formatSrt(cues: readonly Cue[]): string {
  const captions = cues.map(({ text, start, end }, i) => {
    const [from, to] = [Math.round(start * 1000), Math.round(end * 1000)];
    return { type: "caption" as const, index: i + 1, start: from, end: to, duration: to - from, content: text, text };
  });
  return build(captions, { format: "srt", eol: "\n" });
}

/** The cues of an SRT text, each on one line and without formatting tags; those without words are left out. */
export function parseSrt(srt: string): Cue[] {
  return parse(srt, { format: "srt" })
    .filter((entry) => entry.type === "caption")
    .map(({ text, start, end }) => ({ text: oneLine(text), start: start / 1000, end: end / 1000 }))
    .filter((cue) => cue.text !== "");
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
