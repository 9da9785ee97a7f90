import type { Definition, Orchestrator } from "../ir/flow.js";
import { countedSteps } from "./plan-progress.js";

/** More than any list has items. */
const MANY = 9_999_999;

const sizeOf = (key: string, value: unknown): number => Buffer.byteLength(`${JSON.stringify({ [key]: value })},`) - 2;

/**
 * The most that the progress of an orchestrator takes of the metadata of its root run, in bytes: while all its nodes are
 * running, each begun by itself, with those of the orchestrators inside it. Keys are those of `templates/progress.ts`.
 */
export function progressSize(
  { nodes, finalTask }: Orchestrator,
  graph: string,
  definitions: ReadonlyMap<string, Definition>,
): number {
  const inside = nodes.map((node) => {
    const path = `${graph}/${node.name}`;
    const counts = countedSteps(node, definitions).map((step) =>
      sizeOf(`counting ${path}: ${step}`, { done: MANY, failed: MANY, total: MANY }),
    );
    const target = node.target.kind === "definition" ? definitions.get(node.target.id) : undefined;
    const nested = target?.kind === "orchestrator" && target.progress ? progressSize(target, path, definitions) : 0;
    return total(counts) + nested;
  });
  const names = [...nodes.map(({ name }) => name), ...(finalTask ? [finalTask.name] : [])];
  const own = names.map((name) =>
    Math.max(sizeOf(`${graph}: ${name}`, "skipped"), sizeOf(`running ${graph}: ${name}`, [name])),
  );
  return total([...own, ...inside]);
}

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);
