import { stripVTControlCharacters } from "node:util";

const TAIL_LINES = 30;
/** Frames and rules around what it says, and links into a dashboard that is not there. */
const NOISE = /^[│\s-]*$|Ask Trigger about this error/;

/** The last of what a command line printed, for a message. */
export class CliOutput {
  #lines: string[] = [];
  #rest = "";

  /** Adds a piece as it came: lines may be cut anywhere. */
  add(text: string): void {
    const lines = (this.#rest + stripVTControlCharacters(text)).split("\n");
    this.#rest = lines.pop() ?? "";
    this.#lines = [...this.#lines, ...lines.filter((line) => !NOISE.test(line))].slice(-TAIL_LINES);
  }

  get tail(): string {
    return [...this.#lines, this.#rest].filter((line) => !NOISE.test(line)).join("\n");
  }
}
