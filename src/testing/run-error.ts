import type { RunError } from "../engine/records.js";

/** The error of a run as an `Error`: with the name, the message and the stack of what was thrown. */
export function errorOf(failure: RunError): Error {
  switch (failure.type) {
    case "BUILT_IN_ERROR":
      return named(failure.name, failure.message, failure.stackTrace);
    case "INTERNAL_ERROR":
      return named(failure.code, failure.message ?? failure.code, failure.stackTrace);
    case "CUSTOM_ERROR":
    case "STRING_ERROR":
      return new Error(failure.raw);
  }
}

function named(name: string, message: string, stack: string | undefined): Error {
  const error = new Error(message);
  error.name = name;
  if (stack) error.stack = stack;
  return error;
}
