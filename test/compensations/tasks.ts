import { type Context, task, tasks } from "@trigger.dev/sdk";
import { compensating, isFinal, undoable, type Undoing } from "../../templates/compensation.js";
import { undoableRegion } from "../../templates/regions.js";

/** One step of a chain: work, or a chain of its own. */
export interface ChainStep {
  readonly name: string;
  readonly isUndone: boolean;
  /** How often it fails before it succeeds, in one tree of runs. */
  readonly failures: number;
  readonly steps?: readonly ChainStep[] | undefined;
}

type Chain = { readonly steps: readonly ChainStep[] };

const failed = new Map<string, number>();

export const work = task({
  id: "work",
  retry: { maxAttempts: 1 },
  run: async ({ name, failures }: ChainStep, { ctx }) => {
    const place = `${ctx.run.rootTaskRunId ?? ""} ${name}`;
    const before = failed.get(place) ?? 0;
    failed.set(place, before + 1);
    if (before < failures) throw new Error(`${name} fails`);
    return name;
  },
});

export const undo = task({
  id: "undo",
  retry: { maxAttempts: 1 },
  run: async (name: string) => {
    if (name === "stuck") throw new Error("it is stuck");
    return name;
  },
});

const keeper = "chain.compensations";
const catchError = async ({ error }: { error: unknown }) => (isFinal(error) ? { skipRetrying: true } : undefined);

/** What the compiler makes of a track, for any track. */
export const chain = task({
  id: "chain",
  catchError,
  run: async ({ steps }: Chain, { ctx }: { ctx: Context }): Promise<string> =>
    await compensating(ctx, keeper, async (done) => {
      for (const step of steps) {
        const { name, isUndone } = step;
        if (step.steps) {
          const run = await tasks.triggerAndWait("chain", { steps: step.steps }, { idempotencyKey: name });
          undoable(done, { step: name, keeper }, run);
          continue;
        }
        await tasks.triggerAndWait<typeof work>("work", step, { idempotencyKey: name }).unwrap();
        if (isUndone) done.push({ step: name, task: "undo", payload: name });
      }
      return "done";
    }),
});

export const chainCompensations = task({ id: keeper, run: async (undoing: Undoing) => undoing });

/** Fails by an error of its own, after a step. */
export const mistaken = task({
  id: "mistaken",
  catchError,
  run: async (_payload: undefined, { ctx }) =>
    await compensating(ctx, keeper, async (done) => {
      await tasks.triggerAndWait<typeof undo>("undo", "nothing", { idempotencyKey: "step" }).unwrap();
      done.push({ step: "step", task: "undo", payload: "step" });
      throw new TypeError("a mistake");
    }),
});

export const mistakenRegion = task({
  id: "mistaken-region",
  run: async (_payload: undefined, { ctx }) =>
    await undoableRegion(ctx, async (done): Promise<string> => {
      done.push({ step: "step", task: "undo", payload: "step" });
      throw new TypeError("a mistake");
    }),
});
