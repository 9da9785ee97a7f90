import { scopes } from "./scope.js";

/** Where all copies of the SDK keep their ambient state. The one thing used here that the SDK does not export. */
const SLOT = Symbol.for("dev.trigger.ts.api");

/** Makes the slot belong to the attempt whose code runs. Outside of attempts it is `base`. */
export function isolateSlot(base: object): void {
  Object.defineProperty(globalThis, SLOT, {
    configurable: true,
    get: () => scopes.getStore()?.api ?? base,
    // The SDK sets it where it is missing, which it never is.
    set() {},
  });
}
