import type { RunMetadataChangeOperation, TaskRunExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { Core } from "../core.js";
import type { Run } from "./run.js";

/** Operations on a run's own metadata, and on those of its parent and its root: its own, if it has none. */
export interface MetadataOperations {
  readonly operations?: readonly RunMetadataChangeOperation[] | undefined;
  readonly parentOperations?: readonly RunMetadataChangeOperation[] | undefined;
  readonly rootOperations?: readonly RunMetadataChangeOperation[] | undefined;
}

export function applyMetadata(core: Core, run: Run, changes: MetadataOperations): void {
  apply(core, run, changes.operations);
  apply(core, run.parent ?? run, changes.parentOperations);
  apply(core, run.root ?? run, changes.rootOperations);
}

/** What an attempt has not sent when it ends comes with its result: operations, not the object. */
export async function applyFlushedMetadata(
  core: Core,
  run: Run,
  { flushedMetadata }: TaskRunExecutionResult,
): Promise<void> {
  if (flushedMetadata?.data === undefined) return;
  const flushed: unknown = await core.parsePacket({ ...flushedMetadata });
  applyMetadata(core, run, flushed as MetadataOperations); // the SDK's own notation: `FlushedRunMetadata`
}

function apply(core: Core, run: Run, operations: readonly RunMetadataChangeOperation[] = []): void {
  if (operations.length === 0) return;
  const applied = core.applyMetadataOperations(run.metadata as never, [...operations]); // it is JSON
  run.metadata = applied.newMetadata;
}
