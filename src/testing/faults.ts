import type { Fault } from "../engine/index.js";
import type { Failure } from "./flow-options.js";

/** A failure in the engine's words. */
export function faultOf(taskId: string, { as = "throw", error, attempt, index }: Failure): Fault {
  const point = { taskId, attempt, index };
  switch (as) {
    case "throw":
      return error instanceof Error
        ? { ...point, kind: "throw", name: error.name, message: error.message }
        : { ...point, kind: "throw", message: error };
    case "crash":
      return { ...point, kind: "crash" };
    case "timeout":
      return { ...point, kind: "time-out" };
    case "cancel":
      return { ...point, kind: "cancel" };
  }
}
