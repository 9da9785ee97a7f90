import type { Dependency, Node } from "../ir/flow.js";
import { oneLine } from "../ir/names.js";

/** A drawing is for small graphs: a large one is read better in FLOWS.md. Of a single node there is nothing to draw. */
const MOST_NODES = 12;

/** Draws a graph for a comment: in columns where every level needs all of the level before, else edge by edge. */
export function drawLevels(
  levels: readonly (readonly Node[])[],
  dependencies: readonly Dependency[],
  finalName: string | undefined,
): string[] {
  const columns = levels.map((level) => level.map(({ name }) => name));
  const count = columns.flat().length;
  if (count > MOST_NODES || count + (finalName === undefined ? 0 : 1) < 2) return [];
  const edges = new Set(dependencies.map(({ name, needs }) => JSON.stringify([needs, name])));
  const isWhole = columns.every((column, index) =>
    column.every((name) => (columns[index - 1] ?? []).every((needs) => edges.has(JSON.stringify([needs, name])))),
  );
  const ends = finalName === undefined ? [] : [finalName];
  if (isWhole) return drawColumns([...columns, ends].filter((one) => one.length > 0).map((one) => one.map(oneLine)));
  const lines = columns.flat().flatMap((name) => {
    const needs = dependencies.filter((one) => one.name === name).map((one) => one.needs);
    return needs.length > 0 ? [`${needs.join(", ")} → ${name}`] : [];
  });
  const alone = columns.flat().filter((name) => !dependencies.some((one) => one.name === name || one.needs === name));
  return [...alone, ...lines, ...ends.map((name) => `all → ${name}`)].map(oneLine);
}

function drawColumns(columns: readonly (readonly string[])[]): string[] {
  const offsets = offsetsOf(columns);
  const height = Math.max(...columns.map((column, index) => column.length + (offsets[index] ?? 0)));
  const lines = Array.from({ length: height }, () => "");
  for (const [index, column] of columns.entries()) {
    const next = columns[index + 1];
    const width = Math.max(...column.map((name) => name.length));
    for (let line = 0; line < height; line++) {
      const row = line - (offsets[index] ?? 0);
      const name = column[row];
      const pad = next && column.length + next.length > 2 ? "─" : " ";
      const cell = name === undefined ? " ".repeat(width + 1) : next ? `${name} `.padEnd(width + 1, pad) : name;
      lines[line] += cell + (next ? connector(row, column.length, next.length) : "");
    }
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line !== "");
}

/** The first line of each column: where many gather in one, it stands at the last of them. */
function offsetsOf(columns: readonly (readonly string[])[]): number[] {
  const offsets: number[] = [];
  for (const [index, column] of columns.entries()) {
    const before = columns[index - 1];
    const gathers = before && before.length > 1 && column.length === 1;
    offsets.push((offsets[index - 1] ?? 0) + (gathers ? before.length - 1 : 0));
  }
  return offsets;
}

/** What joins a row of one column to the next: `─┐ ├ ┘` gather, `┬ └→` spread. The arrow leaves from the last row. */
function connector(row: number, from: number, to: number): string {
  if (from === 1 && to === 1) return row === 0 ? "→ " : "  ";
  const last = Math.max(from, to) - 1;
  if (row < 0 || row > last) return "    ";
  const hasLeft = row < from;
  const hasRight = row < to;
  const left = hasLeft ? "─" : " ";
  const right = to === 1 ? (row === last ? "→ " : "  ") : hasRight ? "→ " : "  ";
  return `${left}${joint(row === 0, row === last, hasLeft, to === 1 ? row === last : hasRight)}${right}`;
}

function joint(isFirst: boolean, isLast: boolean, hasLeft: boolean, hasRight: boolean): string {
  if (isFirst) return hasLeft && hasRight ? "┬" : hasLeft ? "┐" : "┌";
  if (isLast) return hasLeft && hasRight ? "┴" : hasLeft ? "┘" : "└";
  return hasLeft && hasRight ? "┼" : hasLeft ? "┤" : "├";
}
