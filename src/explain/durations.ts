import { readFileSync } from "node:fs";
import { z } from "zod";

const Durations = z.record(z.string(), z.number().nonnegative());

/** Reads seconds per track from a JSON file, or says what is wrong with it. */
export function readDurations(
  path: string,
): { readonly durations: Readonly<Record<string, number>> } | { readonly problem: string } {
  const wrong = (what: string): { problem: string } => ({
    problem: `${path} ${what}. It has to be JSON with seconds per track, such as { "AudioTrack": 90 }.`,
  });
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    return wrong(error instanceof SyntaxError ? "is no JSON" : "cannot be read");
  }
  const parsed = Durations.safeParse(given);
  if (parsed.success) return { durations: parsed.data };
  const [issue] = parsed.error.issues;
  return wrong(`is wrong at ${JSON.stringify(issue?.path.join(".") ?? "")}: ${issue?.message ?? ""}`);
}
