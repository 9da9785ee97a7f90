import type { GeneratedFile } from "../ir/plan.js";

/** What has to be done to the output folder. Paths are relative to it. */
export interface Changes {
  readonly write: readonly (GeneratedFile & { readonly before: string | undefined })[];
  readonly remove: readonly { readonly path: string; readonly before: string }[];
}
