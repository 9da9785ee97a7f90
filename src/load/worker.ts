import { pathToFileURL } from "node:url";
import { parentPort } from "node:worker_threads";
import { describe, type Recorded } from "./describe.js";
import type { DefinitionKind, WorkerMessage } from "./evaluation.js";
import { printContracts } from "./print-contracts.js";

/** What the main thread gives: which bundle to evaluate, and a cell to tell which module is being evaluated. */
export interface WorkerInput {
  readonly bundle: string;
  readonly files: readonly string[];
  readonly progress: SharedArrayBuffer;
}

type Captures = () => Record<string, unknown>;

const sites: Recorded["sites"] = new Map();
const definitions: { kind: DefinitionKind; value: object }[] = [];
const registries: object[] = [];
const open: number[] = [];
let files: readonly string[] = [];
let current: Int32Array = new Int32Array(1);

/** The vocabulary that instrumented modules call. */
const vocabulary = {
  enter(file: string) {
    open.push(files.indexOf(file));
    Atomics.store(current, 0, open.at(-1) ?? -1);
    return <T>(value: T, start: number, end: number, captures?: Captures): T => {
      // Objects cannot be wrapped without changing them, so their places are kept beside them.
      if ((typeof value === "object" && value !== null) || typeof value === "function") {
        const known = sites.get(value);
        const site = { file, start, end, captures };
        if (known) known.push(site);
        else sites.set(value, [site]);
      }
      return value;
    };
  },
  leave(file: string) {
    const index = open.lastIndexOf(files.indexOf(file));
    if (index >= 0) open.splice(index, 1);
    Atomics.store(current, 0, open.at(-1) ?? -1);
  },
  define<T extends object>(kind: DefinitionKind | "registry", value: T): T {
    if (typeof value !== "object" || value === null) throw new TypeError(`a ${kind} must be an object`);
    if (kind === "registry") registries.push(value);
    else definitions.push({ kind, value });
    return value;
  },
};

async function evaluate(input: WorkerInput): Promise<WorkerMessage> {
  files = input.files;
  current = new Int32Array(input.progress);
  try {
    const imported: unknown = await import(pathToFileURL(input.bundle).href);
    const { modules } = imported as { modules: [string, Record<string, unknown>][] }; // the entry that we made
    const evaluation = describe({ sites, definitions, registries, modules });
    return { kind: "evaluated", evaluation: { ...evaluation, contracts: printContracts(registries) } };
  } catch (error) {
    const thrown = error instanceof Error ? error : new Error(String(error));
    return { kind: "threw", message: `${thrown.name}: ${thrown.message}`, stack: thrown.stack ?? "" };
  }
}

Object.assign(globalThis, { __flowgen: vocabulary });
// A thread ends by itself, too, where nothing is left that could settle an `await`.
const exit = process.exit.bind(process);
process.exit = (code) => {
  Atomics.store(current, 1, 1);
  return exit(code);
};
process.setSourceMapsEnabled(true);
const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

parentPort?.once("message", async (input: WorkerInput) => {
  send({ kind: "began" });
  send(await evaluate(input));
});
