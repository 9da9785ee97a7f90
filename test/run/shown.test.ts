import { describe, expect, it, test } from "vitest";
import type { EngineEvent, RunStatus } from "../../src/engine/index.js";
import { createBoard, type Board } from "../../src/run/board.js";
import { describeError } from "../../src/run/describe-error.js";
import { formatDuration } from "../../src/run/duration.js";
import { eventLine } from "../../src/run/event-line.js";
import { findTask } from "../../src/run/find-task.js";
import { PLAIN } from "../../src/run/paint.js";
import { deadlockLines, failureLines, openLines, summaryLine } from "../../src/run/report.js";
import { treeLines } from "../../src/run/tree-lines.js";

/** A board after these events, each of them made by a function of its own below. */
function boardOf(events: readonly EngineEvent[]): Board {
  const board = createBoard();
  for (const event of events) board.apply(event);
  return board;
}

const made = (at: number, runId: string, parentId?: string): EngineEvent => {
  const rootId = "run_root";
  return { kind: "run-created", at, runId, taskId: taskOf(runId), parentId, rootId, depth: 0, status: "QUEUED" };
};
const began = (at: number, runId: string, attempt = 1): EngineEvent[] => [
  { kind: "run-status", at, runId, taskId: taskOf(runId), status: "EXECUTING" },
  { kind: "attempt-started", at, runId, taskId: taskOf(runId), attempt },
];
const waits = (at: number, runId: string): EngineEvent => {
  return { kind: "run-status", at, runId, taskId: taskOf(runId), status: "WAITING" };
};
const ended = (at: number, runId: string, status: RunStatus = "COMPLETED", name = "Error"): EngineEvent => {
  const error = status === "FAILED" ? thrown(`${runId} broke`, name) : undefined;
  return { kind: "run-ended", at, runId, taskId: taskOf(runId), status, error };
};
const retried = (at: number, runId: string, retryAt: number): EngineEvent => {
  return { kind: "attempt-ended", at, runId, taskId: taskOf(runId), attempt: 1, error: thrown("no net"), retryAt };
};
const thrown = (message: string, name = "Error") =>
  ({
    type: "BUILT_IN_ERROR",
    name,
    message,
    stackTrace: `${name}: ${message}\n    at run (/project/src/a.ts:3:5)`,
  }) as const;
/** `speak-3` is the third run of the task `speak`. */
const taskOf = (runId: string): string => runId.replace(/^run_|-\d+$/g, "");

const tree = (board: Board, now = 5000): string[] =>
  board.roots.flatMap((root) => treeLines(root, { paint: PLAIN, busy: "*", now }));

describe("the tree", () => {
  it("shows what runs, waits, is queued, has ended, and how long it took", () => {
    const board = boardOf([
      made(0, "run_root"),
      ...began(100, "run_root"),
      made(200, "left", "run_root"),
      made(200, "right", "run_root"),
      waits(250, "run_root"),
      ...began(300, "left"),
      made(400, "leaf", "left"),
      ...began(500, "leaf"),
      ended(2000, "leaf"),
    ]);
    expect(tree(board)).toEqual(["◌ root 4.9s", "├─ * left 4.7s", "│  └─ ✔ leaf 1.5s", "└─ ○ right queued"]);
  });

  it("shows attempts, and when the next one is due", () => {
    const board = boardOf([
      made(0, "run_root"),
      ...began(0, "run_root"),
      retried(1000, "run_root", 3000),
      waits(1000, "run_root"),
    ]);
    expect(tree(board, 1500)).toEqual(["◌ root retry in 1.5s, 1.5s"]);
    for (const event of began(3000, "run_root", 2)) board.apply(event);
    expect(tree(board, 3500)).toEqual(["* root attempt 2, 3.5s"]);
    board.apply(ended(4000, "run_root"));
    expect(tree(board)).toEqual(["✔ root 2 attempts, 4.0s"]);
  });

  it("puts many runs of one task on a line, and those that failed below it", () => {
    const ids = Array.from({ length: 11 }, (_, index) => `speak-${index + 1}`);
    const board = boardOf([made(0, "run_root"), ...began(0, "run_root"), ...ids.map((id) => made(0, id, "run_root"))]);
    expect(tree(board)).toEqual(["* root 5.0s", "└─ ○ speak × 11 11 queued"]);
    for (const id of ids.slice(0, 8)) began(100, id).forEach(board.apply);
    for (const id of ids.slice(0, 5)) board.apply(ended(1100, id));
    expect(tree(board)).toEqual(["* root 5.0s", "└─ * speak × 11 5 completed, 3 running, 3 queued, 4.9s"]);
    board.apply(ended(1200, "speak-6", "FAILED"));
    expect(tree(board).slice(1)).toEqual([
      "└─ ✖ speak × 11 5 completed, 1 failed, 2 running, 3 queued, 4.9s",
      "      ✖ speak failed, 1.1s",
    ]);
    const all = boardOf([
      made(0, "run_root"),
      ...ids.flatMap((id) => [made(0, id, "run_root"), ...began(100, id), ended(1100, id)]),
    ]);
    expect(tree(all)[1]).toBe("└─ ✔ speak × 11 1.0s");
  });

  it("names runs of others that a run waits for", () => {
    const board = boardOf([
      made(0, "run_root"),
      made(0, "a", "run_root"),
      made(0, "b", "run_root"),
      made(0, "shared", "a"),
      { kind: "run-attached", at: 1, runId: "shared", taskId: "shared", byRunId: "b" },
      // A parent that is retried finds its own child.
      { kind: "run-attached", at: 1, runId: "shared", taskId: "shared", byRunId: "a" },
    ]);
    expect(tree(board)).toEqual([
      "○ root queued",
      "├─ ○ a queued",
      "│  └─ ○ shared queued",
      "└─ ○ b queued",
      "   └─ ↗ shared, shared with another run",
    ]);
  });
});

test("lines say what happens, indented by depth, with the time since the start", () => {
  const events: EngineEvent[] = [
    made(1000, "run_root"),
    ...began(1000, "run_root"),
    made(1100, "speak-1", "run_root"),
    made(1100, "speak-2", "run_root"),
    ...began(1200, "speak-2"),
    {
      kind: "log",
      at: 1300,
      runId: "speak-2",
      taskId: "speak",
      log: { at: 1300, attempt: 1, level: "warn", message: "slow", properties: { ms: 9 } },
    },
    retried(1400, "speak-2", 3400),
    ...began(3400, "speak-2", 2),
    ended(4000, "speak-2", "FAILED"),
    { kind: "warning", at: 4000, code: "not-emulated", message: "streams are not emulated" },
  ];
  const board = createBoard();
  const lines = (logs: boolean): string[] =>
    events.flatMap((event) => {
      board.apply(event);
      return eventLine(event, board, { paint: PLAIN, root: "/project", logs }) ?? [];
    });
  expect(lines(true)).toEqual([
    "   +0.0s root started",
    "   +0.2s   speak #2 started",
    '   +0.3s   speak #2 │ slow {"ms":9}',
    "   +0.4s   speak #2 failed: Error: no net; retry in 2.0s",
    "   +2.4s   speak #2 started again, attempt 2",
    "   +3.0s   ✖ speak #2 failed in 2.8s: Error: speak-2 broke",
    "warning streams are not emulated",
  ]);
});

describe("the report", () => {
  const failed = boardOf([
    made(0, "run_root"),
    ...began(0, "run_root"),
    made(0, "track", "run_root"),
    made(0, "leaf", "track"),
    ...began(0, "leaf", 3),
    ended(1000, "leaf", "FAILED"),
    ended(1000, "track", "FAILED", "SubtaskUnwrapError"),
    ended(1000, "run_root", "FAILED", "SubtaskUnwrapError"),
  ]);
  const root = failed.roots[0];

  it("tells of the run that failed by itself, and not of those that waited for it", () => {
    expect(root && failureLines(root, PLAIN, "/project")).toEqual([
      "",
      "✖ leaf failed in attempt 3 leaf",
      "  Error: leaf broke",
      "    at run (src/a.ts:3:5)",
    ]);
    expect(root && summaryLine(root, PLAIN, true)).toBe("✖ root failed in 1.0s (3 runs, 1 retried, in virtual time)");
  });

  it("names who holds slots and who waits for them", () => {
    const holding = [
      { runId: "1", taskId: "parent", waitsFor: ["2"] },
      { runId: "3", taskId: "parent", waitsFor: ["4"] },
    ];
    expect(
      deadlockLines(
        { limit: { slots: 2 }, holding, waiting: [{ runId: "2", taskId: "child", queue: "task/child" }] },
        PLAIN,
      ).slice(0, 3),
    ).toEqual([
      "Deadlock: all 2 slots are held by runs that wait for runs in the queue.",
      "  parent holds a slot and waits × 2",
      "  child waits for a slot",
    ]);
  });

  it("names what goes on, innermost runs only", () => {
    const board = boardOf([
      made(0, "run_root"),
      ...began(0, "run_root"),
      made(0, "a-1", "run_root"),
      made(0, "a-2", "run_root"),
      made(0, "b", "run_root"),
      ended(1, "b"),
    ]);
    expect(board.roots.flatMap(openLines)).toEqual(["  a queued × 2"]);
  });
});

test.each([
  [0, "0.0s"],
  [450, "0.5s"],
  [9_940, "9.9s"],
  [12_400, "12s"],
  [65_000, "1m 05s"],
  [7_260_000, "2h 01m"],
  [352_800_000, "4d 02h"],
])("%i milliseconds are %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

describe("errors", () => {
  const root = "/project";
  it("say by path what does not fit a schema", () => {
    const issues = [
      { path: ["videos", 0, "a b"], message: "Invalid input: expected string, received number" },
      { path: [], message: "Unrecognized key" },
    ];
    const message = `Parsing payload with schema failed: ${JSON.stringify(issues, null, 2)}`;
    expect(describeError({ type: "INTERNAL_ERROR", code: "TASK_INPUT_ERROR", message }, root)).toEqual({
      title: "The payload does not fit the schema of the task",
      details: [
        'payload.videos[0]["a b"]: Invalid input: expected string, received number',
        "payload: Unrecognized key",
      ],
    });
    const other = "Parsing payload with schema failed: name must be a string";
    expect(describeError({ type: "INTERNAL_ERROR", code: "TASK_INPUT_ERROR", message: other }, root).details).toEqual([
      "name must be a string",
    ]);
  });

  it("show the stack in the user's own files", () => {
    const stackTrace = [
      "TypeError: no",
      "    at inner (/project/node_modules/pkg/index.js:1:1)",
      "    at run (file:///project/src/trigger/a.ts:10:3)",
      "    at node:internal/process/task_queues:95:5",
    ].join("\n");
    expect(describeError({ type: "BUILT_IN_ERROR", name: "TypeError", message: "no", stackTrace }, root)).toEqual({
      title: "TypeError: no",
      details: ["at run (src/trigger/a.ts:10:3)"],
    });
    expect(describeError({ type: "STRING_ERROR", raw: "just text" }, root).title).toBe("just text");
    expect(describeError({ type: "INTERNAL_ERROR", code: "MAX_DURATION_EXCEEDED" }, root).title).toBe(
      "MAX_DURATION_EXCEEDED",
    );
  });
});

test("an unknown task is answered with what may have been meant, and what there is", () => {
  const task = (id: string) => ({ id, filePath: `src/${id}.ts`, queue: `task/${id}` });
  const tasks = [task("send-mail"), task("a")];
  expect(findTask("a", tasks)).toBe(tasks[1]);
  expect(() => findTask("send-male", tasks)).toThrow(
    [
      'There is no task "send-male". Did you mean "send-mail"?',
      "",
      "  a          src/a.ts",
      "  send-mail  src/send-mail.ts",
    ].join("\n"),
  );
});
