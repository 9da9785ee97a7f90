import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a run hands to the plain function that does its work. */
export interface Job {
  /** Prefix of the keys this run stores under: unique to the run, the same in each of its attempts. */
  runId: string;
  /** Aborted when the run is cancelled or exceeds its `maxDuration`. */
  signal: AbortSignal;
}

/** Gives `work` an empty folder of its own and removes it afterwards, whatever happened. */
export async function inWorkspace<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "flowgen-media-"));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
