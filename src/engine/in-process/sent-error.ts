import { EngineError } from "../errors.js";
import { Refused } from "../platform/refused.js";
import type { SentError } from "./messages.js";

/** Threads copy errors without their class: it is told by a code. */
export function sendError(error: unknown): SentError {
  if (error instanceof EngineError) {
    const { code, name, message, stack, file } = error;
    return { code, name, message, stack, file };
  }
  if (error instanceof Refused) return { code: "refused", name: error.name, message: error.message };
  if (error instanceof Error) return { code: undefined, name: error.name, message: error.message, stack: error.stack };
  return { code: undefined, name: "Error", message: String(error) };
}

export function receiveError({ code, name, message, stack, file }: SentError): Error {
  if (code !== undefined) {
    return new EngineError(code, message, {
      ...(file !== undefined && { file }),
      ...(stack !== undefined && { stack }),
    });
  }
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
