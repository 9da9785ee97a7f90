/** How a diagnostic of one code reads: what is wrong, and what to do next. */
export interface DiagnosticEntry<P> {
  /** A warning does not keep the output from being written. Default: an error. */
  readonly severity?: "warning";
  readonly message: (parameters: P) => string;
  readonly help: (parameters: P) => string;
}

/** Ties an entry to the parameters of its message. */
export const entry = <P>(texts: DiagnosticEntry<P>): DiagnosticEntry<P> => texts;
