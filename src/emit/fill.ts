import assert from "node:assert";
import type { Code, Fragment, Part } from "../ir/code.js";
import { printString, templateText } from "../lift/literal.js";
import { oneLine } from "../ir/names.js";
import type { Hole, Template } from "./template.js";

/** What goes into the holes of a template: code, plain text for strings and comments, or a record per repetition. */
export type HoleValues = { readonly [hole: string]: Code | string | readonly HoleValues[] };

/** Fills a template. A hole without a value throws, and so does a value without a hole: the template is wrong then. */
export function fill(template: Template, values: HoleValues): Fragment {
  const unused = new Set(Object.keys(values));
  const code = fillRange(template, template.start, template.end, template.holes, [values], unused);
  const bound = new Set([...template.bound, ...boundBy(template.holes, values)]);
  assert(unused.size === 0, `${template.name} has no hole for ${[...unused].join(", ")}`);
  return { kind: "fragment", code, span: undefined, bound, globals: new Set() };
}

/** The names that filled-in parameters declare: they hold in all of the template. */
function boundBy(holes: readonly Hole[], values: HoleValues): string[] {
  return holes.flatMap((hole) => {
    const value = hole.kind === "code" && hole.binds ? values[hole.name] : undefined;
    if (value === undefined || typeof value === "string") return [];
    const code = value as Code; // an `@each` is not a code hole
    return code.flatMap((part) => (typeof part === "object" && part.kind === "fragment" ? [...part.bound] : []));
  });
}

function fillRange(
  template: Template,
  start: number,
  end: number,
  holes: readonly Hole[],
  scopes: readonly HoleValues[],
  unused: Set<string>,
): Code {
  const parts: Part[] = [];
  let done = start;
  for (const hole of [...holes].sort((a, b) => a.start - b.start)) {
    const filled = fillHole(template, hole, scopes, unused);
    parts.push(template.text.slice(done, hole.start), ...filled);
    done = hole.end;
    // Where nothing is repeated, neither its comma nor an empty line is left behind.
    if (hole.kind === "each" && filled.length === 0) done += /^,?\s*/.exec(template.text.slice(done))?.[0].length ?? 0;
  }
  return [...parts, template.text.slice(done, end)];
}

function fillHole(template: Template, hole: Hole, scopes: readonly HoleValues[], unused: Set<string>): Code {
  if (hole.kind === "symbol") return [hole.symbol];
  const value = scopes.map((scope) => scope[hole.name]).find((found) => found !== undefined);
  assert(value !== undefined, `${template.name} needs a value for ${hole.name}`);
  unused.delete(hole.name);
  if (hole.kind === "each") {
    assert(typeof value !== "string", `${template.name} repeats ${hole.name}, which is text`);
    const repetitions = value as readonly HoleValues[]; // an `@each` takes records; code has other holes
    return repetitions.flatMap((one, index) => {
      const filled = fillRange(template, hole.from, hole.end, hole.holes, [one, ...scopes], unused);
      return index === 0 ? filled : [hole.separator, ...filled];
    });
  }
  if (hole.kind === "code") {
    assert(typeof value !== "string", `${template.name} wants code for ${hole.name}`);
    return value as Code; // likewise
  }
  assert(typeof value === "string", `${template.name} wants text for ${hole.name}`);
  if (hole.kind === "string") return [printString(value)];
  return [hole.kind === "comment" ? comment(value, template.text.slice(hole.start, hole.end)) : templateText(value)];
}

/** A comment of any text: nothing in it can end the comment. Several lines, and doc comments, become a block. */
function comment(text: string, written: string): string {
  // Nothing but a line break ends a comment of one line.
  if (written.startsWith("//")) return `// ${oneLine(text)}`;
  const lines = text.split("\n").map(commentSafe);
  if (lines.every((line) => line === "")) return "";
  return lines.length === 1
    ? `/** ${lines[0]} */`
    : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */`;
}

/** Text for one line of a block comment. */
export const commentSafe = (line: string): string => oneLine(line).replaceAll("*/", "*\\/");
