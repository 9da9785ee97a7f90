/**
 * Runs in the command line before its own code. Two things of it do not belong in a run without a network: it asks
 * outside services for updates and for a list of packages, and retries for 7.5 s offline; here it gets "not found" at
 * once, for which it has defaults. And it ends when flowgen ends, whichever way that is: its standard input closes.
 * The processes that it forks are left alone: their `fetch` is the tasks' own.
 */
const source = `
const outside = new Set(["npm.antfu.dev", "jsonhero.io"]);
if (process.send === undefined) {
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    outside.has(new URL(input instanceof Request ? input.url : input).hostname)
      ? Promise.resolve(new Response("{}", { status: 404, headers: { "x-should-retry": "false" } }))
      : real(input, init);
  process.stdin.on("end", () => process.kill(process.pid, "SIGTERM")).resume();
  process.stdin.unref();
}
`;

/** For node's `--import`. */
export const preloadUrl = `data:text/javascript,${encodeURIComponent(source)}`;
