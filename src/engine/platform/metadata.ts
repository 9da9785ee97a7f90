import type { RunMetadataChangeOperation, TaskRunExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { Kernel } from "./kernel.js";
import { Refused } from "./refused.js";
import type { Run } from "./run.js";

/** The most that the metadata of one run may be, in bytes of JSON. Source: the platform's documented limit. */
const METADATA_LIMIT = 256 * 1024;

/** Operations on a run's own metadata, and on those of its parent and its root: its own, if it has none. */
export interface MetadataOperations {
  readonly operations?: readonly RunMetadataChangeOperation[] | undefined;
  readonly parentOperations?: readonly RunMetadataChangeOperation[] | undefined;
  readonly rootOperations?: readonly RunMetadataChangeOperation[] | undefined;
}

/** Throws where a run's own metadata grow too large; what is for others is dropped then, with a warning, as there. */
export function applyMetadata(kernel: Kernel, run: Run, changes: MetadataOperations): void {
  const { operations, parentOperations, rootOperations } = changes;
  apply(kernel, run.parent ?? run, parentOperations);
  apply(kernel, run.root ?? run, rootOperations);
  if (!apply(kernel, run, operations)) throw new Refused(tooLarge, 413);
}

/** What an attempt has not sent when it ends comes with its result: operations, not the object. */
export async function applyFlushedMetadata(
  kernel: Kernel,
  run: Run,
  { flushedMetadata }: TaskRunExecutionResult,
): Promise<void> {
  if (flushedMetadata?.data === undefined) return;
  const flushed: unknown = await kernel.core.parsePacket({ ...flushedMetadata });
  try {
    applyMetadata(kernel, run, flushed as MetadataOperations); // the SDK's own notation: `FlushedRunMetadata`
  } catch (error) {
    // Nobody is left to be told; the warning was given.
    if (!(error instanceof Refused)) throw error;
  }
}

const tooLarge = `Metadata exceeds maximum size of ${METADATA_LIMIT} bytes`;

/** False if nothing was applied, because it would be too much. */
function apply(
  { core, clock, emit }: Kernel,
  run: Run,
  operations: readonly RunMetadataChangeOperation[] = [],
): boolean {
  if (operations.length === 0) return true;
  const { newMetadata } = core.applyMetadataOperations(run.metadata as never, [...operations]); // it is JSON
  if (Buffer.byteLength(JSON.stringify(newMetadata)) > METADATA_LIMIT) {
    const message = `${tooLarge}: an update of ${run.id} (${run.task.id}) was not applied.`;
    emit({ kind: "warning", at: clock.now(), code: "metadata-too-large", message, runId: run.id });
    return false;
  }
  run.metadata = newMetadata;
  return true;
}
