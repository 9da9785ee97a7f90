import { groupBy } from "../ir/group-by.js";
import { oneLine } from "../ir/names.js";
import type { Part } from "../ir/part.js";
import type { GraphEdge } from "../ir/plan.js";

/** A drawing is for small graphs: a large one is read better in FLOWS.md. Of a single node there is nothing to draw. */
const MOST_NODES = 12;

export interface Drawn {
  readonly part: Part;
  /** By the node's number. */
  readonly names: readonly string[];
  readonly edges: readonly GraphEdge[];
  readonly finalName: string | undefined;
}

/** Draws a graph for a comment: lanes that part and meet, or edge by edge where it has to be pulled. */
export function drawGraph({ part, names, edges, finalName }: Drawn): string[] {
  if (names.length > MOST_NODES || names.length + (finalName === undefined ? 0 : 1) < 2) return [];
  const lanes = layOut(part, names.map(oneLine));
  if (lanes) {
    const whole = finalName === undefined ? lanes : join(lanes, single(oneLine(finalName)));
    return whole.lines.map((line) => line.trimEnd());
  }
  const needs = groupBy(edges, ({ name }) => name);
  const alone = names.filter((name) => !edges.some((one) => one.name === name || one.needs === name));
  const waits = [...needs].map(([name, of]) => `${of.map((one) => one.needs).join(", ")} → ${name}`);
  return [...alone, ...waits, ...(finalName === undefined ? [] : [`all → ${finalName}`])].map(oneLine);
}

/** Lines, and those of them where lanes come in and go out. The first line is always one where a lane comes in. */
interface Lanes {
  readonly lines: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const single = (name: string): Lanes => ({ lines: [name], starts: [0], ends: [0] });

function layOut(part: Part, names: readonly string[]): Lanes | undefined {
  if (part.kind === "node") return single(names[part.node] ?? "");
  if (part.kind === "pull") return undefined;
  const inner = part.parts.flatMap((one) => layOut(one, names) ?? []);
  if (inner.length < part.parts.length) return undefined;
  return inner.reduce((before, next) => (part.kind === "series" ? join(before, next) : stack(before, next)));
}

const below = (rows: readonly number[], by: number): number[] => rows.map((row) => row + by);

const stack = (upper: Lanes, lower: Lanes): Lanes => ({
  lines: [...upper.lines, ...lower.lines],
  starts: [...upper.starts, ...below(lower.starts, upper.lines.length)],
  ends: [...upper.ends, ...below(lower.ends, upper.lines.length)],
});

/** Leads every lane of the left to every lane of the right. Where many meet in one, it stands at the last of them. */
function join(left: Lanes, right: Lanes): Lanes {
  const gathers = left.ends.length > 1 && right.starts.length === 1;
  const offset = (gathers ? left.ends.at(-1) : left.ends[0]) ?? 0;
  const starts = below(right.starts, offset);
  const rows = [...left.ends, ...starts];
  const isStraight = rows.length === 2;
  const width = Math.max(...left.lines.map((line) => line.length));
  const height = Math.max(left.lines.length, offset + right.lines.length);
  const lines = Array.from({ length: height }, (_, row) => {
    const isEnd = left.ends.includes(row);
    const line = left.lines[row] ?? "";
    const padded = isEnd ? `${line} `.padEnd(width + 1, isStraight ? " " : "─") : line.padEnd(width + 1);
    const bend = isStraight ? (isEnd ? "→ " : "  ") : connector(row, left.ends, starts);
    return `${padded}${bend}${right.lines[row - offset] ?? ""}`;
  });
  return { lines, starts: left.starts, ends: below(right.ends, offset) };
}

/** What joins a row of one column to the next: `─┐ ├ ┘` gather, `┬ └→` spread. */
function connector(row: number, ends: readonly number[], starts: readonly number[]): string {
  const first = Math.min(...ends, ...starts);
  const last = Math.max(...ends, ...starts);
  if (row < first || row > last) return "    ";
  const isEnd = ends.includes(row);
  const isStart = starts.includes(row);
  const directions = (row > first ? 8 : 0) + (row < last ? 4 : 0) + (isEnd ? 2 : 0) + (isStart ? 1 : 0);
  return `${isEnd ? "─" : " "}${JOINTS[directions] ?? " "}${isStart ? "→ " : "  "}`;
}

/** By the directions that meet: 8 up, 4 down, 2 left, 1 right. */
const JOINTS = "   ─ ┌┐┬ └┘┴│├┤┼";
