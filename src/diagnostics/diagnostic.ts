import { compareSpans, type Span } from "../ir/source.js";
import { catalogue, type Code, type Parameters } from "./catalogue.js";
import type { DiagnosticEntry } from "./entry.js";

/** A coded message at a place in the user's source. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What to do next. */
  readonly help: string;
  /** Absent where the fault has no place in a file, such as a missing folder. */
  readonly span?: Span;
  readonly related: readonly Related[];
  /** Names that may have been meant, nearest first. */
  readonly suggestions: readonly string[];
}

export interface Related {
  readonly message: string;
  readonly span: Span;
}

export interface DiagnosticPlace {
  readonly span?: Span | undefined;
  readonly related?: readonly Related[];
  readonly suggestions?: readonly string[];
}

/** Makes a diagnostic from the catalogue. */
export function diagnostic<C extends Code>(code: C, place: DiagnosticPlace, parameters: Parameters<C>): Diagnostic {
  // One entry's parameters are not another's: the generic signature above ties code and parameters together.
  const texts = catalogue[code] as DiagnosticEntry<unknown>;
  return {
    code,
    severity: texts.severity ?? "error",
    message: texts.message(parameters),
    help: texts.help(parameters),
    ...(place.span && { span: place.span }),
    related: place.related ?? [],
    suggestions: place.suggestions ?? [],
  };
}

/** A warning lets the build go on. */
export const isError = ({ severity }: Diagnostic): boolean => severity === "error";

/** Where stages put what they find: rules report and go on. */
export type Report = (found: Diagnostic) => void;

/** Sorts by place and drops exact repetitions. */
export function sortDiagnostics(found: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return [...found]
    .sort((a, b) => comparePlaces(a, b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
    .filter((one) => {
      const key = JSON.stringify([one.code, one.span, one.message]);
      return !seen.has(key) && seen.add(key);
    });
}

function comparePlaces(a: Diagnostic, b: Diagnostic): number {
  if (a.span && b.span) return compareSpans(a.span, b.span);
  return Number(Boolean(a.span)) - Number(Boolean(b.span));
}
