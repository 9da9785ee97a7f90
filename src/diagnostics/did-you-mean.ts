import { distance } from "fastest-levenshtein";

/** The names that may have been meant by a misspelt one, nearest first, three at most. */
export function didYouMean(name: string, known: Iterable<string>): string[] {
  const threshold = Math.floor(name.length * 0.4) + 1;
  const lower = name.toLowerCase();
  return [...new Set(known)]
    .filter((candidate) => candidate !== name)
    .map((candidate) => ({ candidate, steps: candidate.toLowerCase() === lower ? 0.5 : distance(name, candidate) }))
    .filter(({ steps }) => steps <= threshold)
    .sort((a, b) => a.steps - b.steps || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
