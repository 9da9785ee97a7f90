import { expect, test } from "vitest";
import { runsOf, useEngine } from "./support/engine.js";

// What tasks do without thinking of where they run.
const used = useEngine("careless");

test("promisify(setTimeout) is skipped as any other timer", async () => {
  expect((await used.engine.run("sleeps", undefined)).root.output).toBe(90_000);
});

test("what is logged is kept as it was, and what cannot be sent is shown as Node prints it", async () => {
  const { root } = await used.engine.run("logs-anything", undefined);
  expect(root.output).toBe("logged");
  expect(root.logs[0]?.properties).toEqual({ list: [1], answer: "[Function: answer]", odd: "Symbol(odd)" });
});

test("an error in what a run left behind is told, and disturbs nobody", async () => {
  const { root } = await used.engine.run("beside", undefined);
  expect(root.output).toBe("undisturbed");
  const message = expect.stringMatching(/^Task "leaves" left something running when it ended.*too late$/) as string;
  expect(used.events).toContainEqual(expect.objectContaining({ code: "unhandled-rejection", message }));
});

test("a run whose onCancel hook throws is cancelled nevertheless", async () => {
  const id = await used.engine.trigger("stubborn", undefined);
  await used.engine.idle();
  await used.engine.cancel(id);
  expect((await used.engine.waitForRun(id)).root.status).toBe("CANCELED");
});

test("a run that dies while it waits for a slot is not started again", async () => {
  const { runs } = await used.engine.run("crowded", undefined);
  expect(runsOf(runs, "dies-waiting")).toMatchObject([{ status: "FAILED", attempts: [{ number: 1 }] }]);
  expect(runsOf(runs, "dies-waiting")[0]?.attempts).toHaveLength(1);
});

test("a trigger that is refused leaves no run behind", async () => {
  await expect(used.engine.trigger("sleeps", undefined, { delay: "soon" })).rejects.toThrow("Invalid delay soon");
  expect(await used.engine.idle()).toEqual([]);
  expect(used.events).toEqual([]);
});
