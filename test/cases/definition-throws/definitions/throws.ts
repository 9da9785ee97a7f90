import { readFileSync } from "node:fs";
import { defineTrack } from "./registry.js";

const load = (file: string): string => {
  if (file === "") throw new Error("no such file");
  return readFileSync(file, "utf8");
};

export const track = defineTrack({
  name: "Throws",
  tasks: [{ taskName: "first", name: load("") }],
});
