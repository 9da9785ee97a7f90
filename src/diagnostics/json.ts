import { lineAndColumn, type Sources, type Span } from "../ir/source.js";
import type { Diagnostic } from "./diagnostic.js";

/** A diagnostic as `--json` prints it: lines and columns count from one. */
export function diagnosticToJson(found: Diagnostic, sources: Sources): object {
  return {
    severity: found.severity,
    code: found.code,
    message: found.message,
    help: found.help,
    ...(found.span && place(found.span, sources)),
    suggestions: found.suggestions,
    related: found.related.map((other) => ({ message: other.message, ...place(other.span, sources) })),
  };
}

function place(span: Span, sources: Sources): object {
  const text = sources.get(span.file);
  if (text === undefined) return { file: span.file };
  const { line, column } = lineAndColumn(text, span.start);
  const end = lineAndColumn(text, span.end);
  return { file: span.file, line, column, endLine: end.line, endColumn: end.column };
}
