import { type Code, type Local, walkCode } from "../ir/code.js";

/** A blank line between statements, as between paragraphs. */
export const separate = (statements: readonly Code[]): Code =>
  statements.flatMap((one, index): Code => (index === 0 ? one : ["\n\n", ...one]));

/** Whether code uses a name that the file declares. */
export function mentions(code: Code, symbol: Local): boolean {
  let found = false;
  walkCode(code, (part) => {
    found ||= part === symbol;
  });
  return found;
}

/** The context of a run as a parameter, where something reads it. */
export const contextParameter = (statements: Code, ctx: Local): Code[] =>
  mentions(statements, ctx) ? [["{ ", { kind: "shorthand", key: "ctx", value: [ctx] }, " }"]] : [];
