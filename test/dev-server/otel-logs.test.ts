import { unflattenAttributes } from "@trigger.dev/core/v3";
import { expect, it } from "vitest";
import { readLogs } from "../../src/dev-server/otel-logs.js";

const whose = [
  { key: "$style.icon", value: { stringValue: "warn" } },
  { key: "$metadata.ctx.attempt.number", value: { intValue: 2 } },
  { key: "$metadata.ctx.run.id", value: { stringValue: "run_1" } },
];

/** As a worker of trigger.dev 4.8.3 sent it for `console.error` and `logger.warn`, shortened. */
const exported = {
  resourceLogs: [
    {
      resource: { attributes: [] },
      scopeLogs: [
        {
          scope: { name: "trigger-dev-worker" },
          logRecords: [
            {
              timeUnixNano: "1795570934440735937",
              severityNumber: 17,
              severityText: "Error",
              body: { stringValue: "oops" },
              attributes: whose,
            },
            {
              timeUnixNano: "1795570934442755980",
              severityNumber: 13,
              severityText: "warn",
              body: { stringValue: "warned" },
              attributes: [
                { key: "a", value: { intValue: 1 } },
                { key: "b.c.[0]", value: { stringValue: "x" } },
                ...whose,
              ],
            },
            { severityText: "info", body: { stringValue: "of no run" }, attributes: [] },
          ],
        },
      ],
    },
  ],
};

it("reads the lines of runs out of an export of logs", () => {
  expect(readLogs(exported, unflattenAttributes)).toEqual([
    { runId: "run_1", log: { at: 1795570934440.736, attempt: 2, level: "error", message: "oops" } },
    {
      runId: "run_1",
      log: {
        at: 1795570934442.756,
        attempt: 2,
        level: "warn",
        message: "warned",
        properties: { a: 1, b: { c: ["x"] } },
      },
    },
  ]);
});

it("takes an export of nothing", () => {
  expect(readLogs(undefined, unflattenAttributes)).toEqual([]);
  expect(readLogs({ resourceLogs: [{}] }, unflattenAttributes)).toEqual([]);
});
