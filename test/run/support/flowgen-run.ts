import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { makeProject } from "../../support/project.js";

const cli = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Interaction {
  readonly input?: string;
  /** Whether it takes standard error for a terminal. */
  readonly terminal?: boolean;
  /** Called with what was printed so far; may send signals. */
  readonly onOutput?: (stderr: string, kill: (signal: NodeJS.Signals) => void) => void;
}

const TERMINAL = ["--import", "data:text/javascript,process.stderr.isTTY=true"];

export function flowgenRun(cwd: string, args: readonly string[], interaction: Interaction = {}): Promise<Ended> {
  const { input = "", terminal = false, onOutput } = interaction;
  const child = spawn(process.execPath, [...(terminal ? TERMINAL : []), cli, "run", ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: "1" },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    onOutput?.(stderr, (signal) => child.kill(signal));
  });
  child.stdin.end(input);
  return new Promise((settle) => child.once("close", (status) => settle({ status, stdout, stderr })));
}

const config = `import { defineConfig } from "@trigger.dev/sdk";
export default defineConfig({
  project: "proj_x",
  maxDuration: 60,
  dirs: ["./tasks"],
  retries: { enabledInDev: true, default: { maxAttempts: 2, minTimeoutInMs: 100, maxTimeoutInMs: 100 } },
});
`;

const tasks = `import { logger, schemaTask, task, wait } from "@trigger.dev/sdk";
import { z } from "zod";

export const greet = schemaTask({
  id: "greet",
  schema: z.object({ name: z.string(), from: z.object({ towns: z.array(z.string()) }).optional() }),
  run: async ({ name }, { ctx }) => {
    if (name === "nobody" || (name === "twice" && ctx.attempt.number === 1)) throw new RangeError("There is nobody.");
    logger.info("greeting", { name });
    return { greeting: \`Hello, \${name}\` };
  },
});

export const greetAll = task({
  id: "greet-all",
  run: async ({ names }: { names: string[] }) => {
    const { runs } = await greet.batchTriggerAndWait(names.map((name) => ({ payload: { name } })));
    return runs.map((run) => (run.ok ? run.output.greeting : "nobody"));
  },
});

export const later = task({
  id: "later",
  run: async () => {
    await wait.for({ days: 2 });
    return { cwd: process.cwd(), stage: process.env.STAGE };
  },
});

async function stubbornly() {
  console.log("I go on");
  await new Promise((done) => setTimeout(done, 600_000));
}

export const stubborn = task({
  id: "stubborn",
  run: stubbornly,
});

export const wilful = task({
  id: "wilful",
  onCancel: async () => await new Promise(() => undefined),
  run: stubbornly,
});

export const spins = task({
  id: "spins",
  run: async () => {
    console.log("I go on");
    for (;;) {}
  },
});

export const counts = task({ id: "counts", run: async () => ({ bytes: 10n ** 20n, by: new Map([["a", 1]]) }) });

export const asks = task({
  id: "asks",
  run: async () => (await wait.forToken<string>(await wait.createToken())).ok,
});

export const patient = task({
  id: "patient",
  run: async () => {
    await stubborn.triggerAndWait(undefined);
  },
});
`;

/** A project with these tasks. */
export const project = (): string =>
  makeProject({ "trigger.config.ts": config, "tasks/greet.ts": tasks, ".env": "STAGE=local\n" });

/** Ctrl-C when each of these has been printed, in order. */
export const interruptAt = (...texts: string[]): NonNullable<Interaction["onOutput"]> => {
  const left = [...texts];
  return (printed, kill) => {
    if (left[0] === undefined || !printed.includes(left[0])) return;
    left.shift();
    kill("SIGINT");
  };
};
