import type { Clock } from "../clock.js";

/** Lets all code of this thread see the clock's time: `Date` without arguments, `Date.now()` and `Date()`. */
export function installDate(clock: Clock): void {
  const RealDate = Date;
  const virtualDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [clock.now()], newTarget) as object,
    apply: () => new RealDate(clock.now()).toString(),
    get: (target, property, receiver) =>
      property === "now" ? clock.now : (Reflect.get(target, property, receiver) as unknown),
  });
  // Otherwise `new Date().constructor === Date` would be false.
  Object.defineProperty(RealDate.prototype, "constructor", { value: virtualDate, configurable: true, writable: true });
  globalThis.Date = virtualDate;
}
