// Preloaded into a measured process: tells its parent, at the end, how much memory it held at most.
const { writeSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

if (isMainThread) process.on("exit", () => void writeSync(3, JSON.stringify({ peak: process.resourceUsage().maxRSS })));
