import { defineTrack } from "./registry.js";

const names = ["first"];
while (names.length > 0) names.push(names.shift() ?? "");

export const track = defineTrack({ name: names.join(), tasks: [{ taskName: "first" }] });
