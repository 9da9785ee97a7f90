import { Refused } from "./refused.js";

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  hr: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of a duration such as `"30s"` or `"1h30m"`, or undefined if it is none. */
export function durationMs(text: string): number | undefined {
  if (!/^(\d+(?:w|d|hr|h|m|s))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit = "s"] of text.matchAll(/(\d+)(w|d|hr|h|m|s)/g))
    total += Number(amount) * (UNITS[unit] ?? 0);
  return total;
}

/** The time that a `delay` or `timeout` names: a date, or a duration from now. */
export function timeOf(value: string | Date, now: number, what: string): number {
  if (value instanceof Date) return value.getTime();
  const duration = durationMs(value);
  if (duration !== undefined) return now + duration;
  const date = Date.parse(value);
  if (Number.isNaN(date)) throw new Refused(`Invalid ${what} ${value}`);
  return date;
}
