import { type Code, type Local, walkCode } from "../ir/code.js";

/** Whether code prints a name. */
export function mentions(code: Code, symbol: Local): boolean {
  let found = false;
  walkCode(code, (part) => {
    found ||= part === symbol;
  });
  return found;
}
