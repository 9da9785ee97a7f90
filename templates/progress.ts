import { AbortTaskRunError, metadata, SubtaskUnwrapError, type TaskRunResult } from "@trigger.dev/sdk";

// What is written to the metadata of the root run, where the files in `progress/` read it:
//
//   <graph>: <node>            how the node has ended: "done", "failed" or "skipped"
//   running <graph>: <node>    the nodes that began with this one, until they have ended
//   counted <path>: <step>     what became of the items of a step; before the last of them, `counting`
//
// Nothing is flushed: the SDK sends what there is each second, before a run is suspended and when it ends. Updates from
// different runs may arrive in any order, so how a node ends has a key apart from that it began.

/** Where this run stands in the graph that started it, `<graph>: <node>`, if that graph shows its progress. */
function ownNode(): string | undefined {
  const node = metadata.get("progressNode");
  return typeof node === "string" ? node : undefined;
}

/** The path of a node: what graphs inside it are called. */
const pathOf = (node: string) => node.replace(": ", "/");

/** Says how far the graph of an orchestrator is. */
export function progressOf(id: string) {
  const graph = () => {
    const node = ownNode();
    return node === undefined ? id : pathOf(node);
  };
  /** These nodes begin, together. */
  const running = (first: string, ...others: string[]) => {
    metadata.root.set(`running ${graph()}: ${first}`, [first, ...others]);
  };
  /** Nodes that began together have ended. */
  const ended = (...runs: (readonly [node: string, run: { readonly ok: boolean }])[]) => {
    for (const [name, { ok }] of runs) metadata.root.set(`${graph()}: ${name}`, ok ? "done" : "failed");
    for (const [name] of runs.slice(0, 1)) metadata.root.del(`running ${graph()}: ${name}`);
  };
  /** Runs a node, and gives what became of it. */
  const run = async <R extends { readonly ok: boolean }>(node: string, begin: () => Promise<R>): Promise<R> => {
    running(node);
    const result = await begin();
    ended([node, result]);
    return result;
  };
  return {
    running,
    ended,
    run,
    /** Runs a node, and gives its output. */
    async output<T>(node: string, begin: () => Promise<TaskRunResult<string, T>>): Promise<T> {
      const result = await run(node, begin);
      if (!result.ok) throw new SubtaskUnwrapError(result.taskIdentifier, result.id, result.error);
      return result.output;
    },
    /** These nodes will not run. */
    skipped(...nodes: string[]) {
      for (const node of nodes) metadata.root.set(`${graph()}: ${node}`, "skipped");
    },
    /** A node will not run, and this is kept of it. */
    skippedAs<T>(node: string, kept: T): T {
      metadata.root.set(`${graph()}: ${node}`, "skipped");
      return kept;
    },
    /** What the run of a node is triggered with, so that it can say itself how it ends. */
    node: (node: string) => ({ progressNode: `${graph()}: ${node}` }),
    /** What a region of the graph is triggered with: it stands where the graph stands. */
    region: () => {
      const node = ownNode();
      return node === undefined ? {} : { progressNode: node };
    },
  };
}

/** Runs what may be a node of a graph that shows its progress, and says there how it ends. */
export async function asNode<T>(run: () => Promise<T>): Promise<T> {
  const node = ownNode();
  if (node === undefined) return await run();
  try {
    const output = await run();
    metadata.root.set(node, "done");
    return output;
  } catch (error) {
    // After any other error the run may be retried: the graph says how that ends.
    if (error instanceof SubtaskUnwrapError || error instanceof AbortTaskRunError) metadata.root.set(node, "failed");
    throw error;
  }
}

/** Counts what becomes of the items of a step, batch by batch. */
export function countItems(step: string, total: number) {
  const node = ownNode();
  let done = 0;
  let failed = 0;
  const count = (runs: readonly { readonly ok: boolean }[]) => {
    if (node === undefined) return;
    for (const { ok } of runs) {
      if (ok) done++;
      else failed++;
    }
    const items = `${pathOf(node)}: ${step}`;
    const isOver = done + failed === total;
    metadata.root.set(`${isOver ? "counted" : "counting"} ${items}`, { done, failed, total });
    if (isOver) metadata.root.del(`counting ${items}`);
  };
  count([]);
  return count;
}
