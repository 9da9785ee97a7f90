import { z } from "zod";
import "./registry.js";

// Fields that have a meaning elsewhere, fields that do not go together, and fields that are missing. The definitions
// are plain objects, so that TypeScript says nothing of them.

const input = z.object({ path: z.string() });
const compensate = { taskName: "publish" };
const repeat = { until: () => true, maxTimes: 2 };
const fallback = () => ({ text: "" });
const forEach = ({ path }: { path: string }) => [{ path }];
const inputMapper = ({ path }: { path: string }) => ({ path });
const readTrack = { name: "ReadTrack", tasks: [{ taskName: "read" }] };
const branch = { on: () => "read", cases: { read: readTrack } };

export const steps = {
  name: "Steps",
  input,
  onTrackFailure: "continue",
  compensate,
  fallback,
  tasks: [
    { taskName: "read", onTrackFailure: "continue" },
    { taskName: "read", name: "each or one", forEach, fallback },
    { taskName: "read", name: "each in rounds", forEach, repeat },
    { taskName: "read", name: "rounds or one", repeat, fallback },
    { name: "mapped branch", branch, inputMapper },
    { name: "branch in rounds", branch, repeat },
    { name: "undone", transform: () => 1, compensate },
  ],
};

export const entries = {
  name: "Entries",
  input,
  tracks: [
    { taskName: "read", compensate },
    { taskName: "read", name: "each", forEach, inputMapper },
    { track: readTrack, name: "rounds", repeat, options: { ttl: "1h" } },
  ],
  finalTask: { taskName: "publish", fallback, compensate },
};

export const subTracks = {
  name: "SubTracks",
  type: "composite",
  input,
  tasks: [],
  subTracks: [
    readTrack,
    { track: readTrack, name: "again", onTrackFailure: "continue", compensate },
    { taskName: "read", when: () => true, inputMapper },
  ],
};

export const missing = {
  name: "Missing",
  input,
  tasks: [
    { taskName: "read", repeat: { maxTimes: 0 } },
    { name: "wait", wait: { minutes: -1 } },
    { branch },
    { taskName: "read", compensate: { track: readTrack } },
    { taskName: "read", name: "again", repeat: { until: () => true, maxTime: 2, wait: { minutes: 1 } } },
    { name: "no cases", branch: { on: () => "read", cases: {} } },
    { name: "no track", branch: { on: () => "read", cases: { read: { taskName: "read", name: "it" } } } },
    { name: "unnamed track", branch: { on: () => "read", cases: { read: { track: readTrack, name: "it" } } } },
  ],
};
