import { randomInt } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Ids as the platform's: a prefix and 25 letters. */
export type MakeId = (prefix: "run" | "batch" | "waitpoint" | "token" | "packet") => string;

/** With a seed, the same sequence of requests gives the same ids. */
export function idMaker(seed: number | undefined): MakeId {
  const pick = seed === undefined ? (limit: number) => randomInt(limit) : seeded(seed);
  return (prefix) => {
    let id = prefix === "token" ? "waitpoint_c" : `${prefix}_c`;
    for (let i = 0; i < 24; i++) id += LETTERS[pick(LETTERS.length)];
    return id;
  };
}

/** mulberry32: small, and good enough for ids that only need to differ. */
function seeded(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}
