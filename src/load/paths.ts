import { relative, sep } from "node:path";

/** A path with `/`, on every system. */
export const toPosix = (path: string): string => (sep === "/" ? path : path.split(sep).join("/"));

/** Whether a file is of the project rather than of a package. The project itself may lie below a `node_modules`. */
export const isOfProject = (root: string, path: string): boolean =>
  !toPosix(relative(root, path)).split("/").includes("node_modules");
