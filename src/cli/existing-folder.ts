import { statSync } from "node:fs";
import { InvalidArgumentError } from "commander";

/** The value of an option that names a folder. */
export function existingFolder(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidArgumentError("There is no such folder.");
  return path;
}
