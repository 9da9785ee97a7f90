import pico from "picocolors";
import type { BuildResult } from "../build.js";
import { isError } from "../diagnostics/diagnostic.js";
import { diagnosticToJson } from "../diagnostics/json.js";

/** Prints diagnostics for a person, on standard error, and what errors have come to. */
export async function printDiagnostics(
  { diagnostics, sources }: Pick<BuildResult, "diagnostics" | "sources">,
  consequence = "",
): Promise<void> {
  if (diagnostics.length === 0) return;
  // Code frames bring a highlighter with them: only who has something to show pays for it.
  const { renderDiagnostic } = await import("../diagnostics/render.js");
  const colours = {
    enabled: pico.isColorSupported,
    red: pico.red,
    yellow: pico.yellow,
    cyan: pico.cyan,
    dim: pico.dim,
  };
  const blocks = diagnostics.map((one) => renderDiagnostic(one, sources, colours));
  const errors = diagnostics.filter(isError).length;
  const end = errors === 0 ? "" : `\n${pico.red(errors === 1 ? "1 error" : `${errors} errors`)}${consequence}.\n`;
  process.stderr.write(`${blocks.join("\n\n")}\n${end}`);
}

/** Prints the result for a program, on standard output. */
export function printJson({ ok, diagnostics, changes, output, sources }: BuildResult): void {
  const result = {
    ok,
    diagnostics: diagnostics.map((one) => diagnosticToJson(one, sources)),
    written: changes.write.map(({ path }) => `${output}/${path}`),
    removed: changes.remove.map(({ path }) => `${output}/${path}`),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
