import { codeFrameColumns } from "@babel/code-frame";
import { lineAndColumn, type Sources, type Span } from "../ir/source.js";
import type { Diagnostic } from "./diagnostic.js";

/** Shows a diagnostic to a person: place, code, message, code frame, what to do next. */
export function renderDiagnostic(found: Diagnostic, sources: Sources, colours: Colours): string {
  const place = found.span ? `${at(found.span, sources)} ` : "";
  const severity = found.severity === "error" ? colours.red("error") : colours.yellow("warning");
  const lines = [`${place}${severity} ${colours.dim(found.code)}`, found.message];
  if (found.span) lines.push(frame(found.span, sources, colours.enabled));
  for (const other of found.related)
    lines.push(`${at(other.span, sources)} ${other.message}`, frame(other.span, sources, colours.enabled));
  if (found.suggestions.length > 0) lines.push(`Did you mean ${alternatives(found.suggestions)}?`);
  lines.push(colours.cyan(found.help));
  return lines.filter((line) => line !== "").join("\n");
}

export interface Colours {
  readonly enabled: boolean;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** `file:line:column`, as editors and terminals link it. */
export function at(span: Span, sources: Sources): string {
  const text = sources.get(span.file);
  if (text === undefined) return span.file;
  const { line, column } = lineAndColumn(text, span.start);
  return `${span.file}:${line}:${column}`;
}

function frame(span: Span, sources: Sources, highlightCode: boolean): string {
  const text = sources.get(span.file);
  if (text === undefined) return "";
  const start = lineAndColumn(text, span.start);
  const end = lineAndColumn(text, Math.max(span.end, span.start + 1));
  // A long span is marked by its first line alone: the frame stays a few lines.
  const location = end.line - start.line > 6 ? { start } : { start, end };
  return codeFrameColumns(text, location, { linesAbove: 2, linesBelow: 1, highlightCode });
}

function alternatives(names: readonly string[]): string {
  const quoted = names.map((name) => JSON.stringify(name));
  const last = quoted.at(-1) ?? "";
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} or ${last}` : last;
}
