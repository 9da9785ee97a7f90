const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

/** `0.4s`, `12s`, `3m 05s`, `98h 02m` as people say it: two units at most. Takes milliseconds. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(Math.max(milliseconds, 0) / 1000).toFixed(1)}s`;
  const whole = Math.round(milliseconds / 1000) * 1000;
  const index = UNITS.findIndex(([, length]) => whole >= length);
  const [unit, length] = UNITS[index] ?? ["s", 1000];
  const next = UNITS[index + 1];
  const first = `${Math.floor(whole / length)}${unit}`;
  if (next === undefined) return first;
  return `${first} ${String(Math.floor((whole % length) / next[1])).padStart(2, "0")}${next[0]}`;
}
