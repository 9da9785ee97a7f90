/** A place in the user's source: `file` is relative to the project, with `/`; `start` and `end` count UTF-16 units. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The texts that spans point into, by file. */
export type Sources = ReadonlyMap<string, string>;

/** Orders spans by file, then by position, so that reports do not depend on the order of discovery. */
export function compareSpans(a: Span, b: Span): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}

/** One-based line and column of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}

export const overlaps = (a: Span, b: Span): boolean => a.file === b.file && a.start < b.end && b.start < a.end;
