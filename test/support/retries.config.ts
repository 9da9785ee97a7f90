/** A project whose tasks have three attempts. */
export default {
  project: "proj_cases",
  retries: { enabledInDev: true, default: { maxAttempts: 3, factor: 2, minTimeoutInMs: 1_000, randomize: false } },
};
