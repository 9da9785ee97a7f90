import { sep } from "node:path";
import type { RunError } from "../engine/index.js";

/** An error for people: one line that says what went wrong, and what else is known of it. */
export interface DescribedError {
  readonly title: string;
  /** Issues of a schema, or the stack from the user's sources. */
  readonly details: readonly string[];
}

/** What the platform puts before the message of the schema's own error. */
const PAYLOAD_REFUSED = "Parsing payload with schema failed: ";

/** Stacks name files from `root`, where they are below it. */
export function describeError(error: RunError, root: string): DescribedError {
  const frames = (stack: string): string[] => ownFrames(stack, root);
  const issues = payloadIssues(error);
  if (issues) return { title: "The payload does not fit the schema of the task", details: issues };
  switch (error.type) {
    case "BUILT_IN_ERROR":
      return { title: `${error.name}: ${error.message}`, details: frames(error.stackTrace) };
    case "INTERNAL_ERROR":
      return { title: [error.code, error.message].filter(Boolean).join(": "), details: frames(error.stackTrace ?? "") };
    case "CUSTOM_ERROR":
    case "STRING_ERROR":
      return { title: error.raw, details: [] };
  }
}

/** What is wrong with a payload, by path, where that is why a run failed. */
export function payloadIssues(error: RunError): string[] | undefined {
  const message = "message" in error ? (error.message ?? "") : "";
  const from = message.indexOf(PAYLOAD_REFUSED);
  if (from < 0) return undefined;
  const reason = message.slice(from + PAYLOAD_REFUSED.length);
  return zodIssues(reason) ?? reason.split("\n");
}

/** The message of an error of zod is its issues, as JSON. Other libraries write sentences. */
function zodIssues(message: string): string[] | undefined {
  try {
    const issues: unknown = JSON.parse(message);
    if (!Array.isArray(issues)) return undefined;
    return issues.map((issue: { readonly path?: readonly (string | number)[]; readonly message?: string }) =>
      [pathOf(issue.path ?? []), issue.message ?? "is not valid"].join(": "),
    );
  } catch {
    return undefined;
  }
}

const pathOf = (path: readonly (string | number)[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return /^[\w$]+$/.test(part) ? `${text}.${part}` : `${text}[${JSON.stringify(part)}]`;
  }, "payload");

/** The frames of a stack, without those of Node and of packages, which say nothing to the reader. */
export function ownFrames(stack: string, root: string): string[] {
  const lines = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const frames = lines.map((line) => line.trim().replace("file://", "").replace(`${root}${sep}`, ""));
  const own = frames.filter((frame) => !/node:internal|[\\/]?node_modules[\\/]/.test(frame));
  return own.length > 0 ? own : frames.slice(0, 3);
}
