import { fstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { formatMessages, transform, type TransformFailure } from "esbuild";
import pico from "picocolors";
import { Refusal } from "../tasks/refusal.js";

export interface PayloadSource {
  readonly payload?: string | undefined;
  /** A path, or `-` for standard input. */
  readonly payloadFile?: string | undefined;
  readonly cwd: string;
}

/** The payload that was given as text, in a file or on standard input; `undefined` where there is none. */
export async function readPayload({ payload, payloadFile, cwd }: PayloadSource): Promise<unknown> {
  if (payload !== undefined && payloadFile !== undefined)
    throw new Refusal("usage", "Give the payload once: with --payload or with --payload-file.");
  if (payload !== undefined) return parse(payload, "--payload");
  if (payloadFile !== undefined && payloadFile !== "-") return parse(await readText(payloadFile, cwd), payloadFile);
  if (payloadFile === undefined && !isPiped()) return undefined;
  const text = await readAll(process.stdin);
  return text.trim() === "" ? undefined : parse(text, "standard input");
}

async function readText(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), "utf8");
  } catch (error) {
    throw new Refusal("usage", `The payload cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Whether something is piped or redirected into this process; neither a terminal nor /dev/null is. */
function isPiped(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isFile() || input.isSocket();
  } catch {
    // It is closed.
    return false;
  }
}

/** In milliseconds. */
const FIRST_BYTE_WITHIN = 10_000;

/** Reads to the end. A pipe that is open and silent is not waited for forever. */
async function readAll(input: Readable): Promise<string> {
  const late = new Refusal(
    "usage",
    "Nothing came on standard input for 10 seconds. Give the payload with --payload, or close the input: < /dev/null",
  );
  const timer = setTimeout(() => input.destroy(late), FIRST_BYTE_WITHIN);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of input) {
      clearTimeout(timer);
      chunks.push(Buffer.from(chunk));
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function parse(text: string, from: string): Promise<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    const place = (await frameOf(text, from)) ?? (error instanceof Error ? error.message : String(error));
    const hint = from === "--payload" ? '\nIn a shell, quote it: --payload \'{ "videoUrl": "in.webm" }\'' : "";
    throw new Refusal("usage", `The payload is not JSON.\n\n${place}${hint}`);
  }
}

/** Where the text stops being JSON. Node's own message has a position only sometimes. */
async function frameOf(text: string, from: string): Promise<string | undefined> {
  try {
    await transform(text, { loader: "json", sourcefile: from, logLevel: "silent" });
    return undefined;
  } catch (error) {
    const { errors } = error as TransformFailure; // what esbuild throws for a text that does not parse
    return (await formatMessages(errors, { kind: "error", color: pico.isColorSupported })).join("\n").trim();
  }
}
