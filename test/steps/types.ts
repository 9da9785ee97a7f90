import type { Target, Way } from "./tracks.js";

/** A type as far as definitions of the test have it: a union of these. */
export type Type = readonly Member[];

type Member =
  | { readonly kind: "number" | "text" | "undefined" }
  /** `T[]`, or the results of items of which some may have failed. */
  | { readonly kind: "list" | "items"; readonly of: Type }
  | { readonly kind: "record"; readonly of: Readonly<Record<string, Type>> };

export const number: Type = [{ kind: "number" }];
export const text: Type = [{ kind: "text" }];
export const nothing: Type = [{ kind: "undefined" }];
export const listOfType = (of: Type): Type => [{ kind: "list", of }];
export const numbers = listOfType(number);

export const either = (...types: readonly Type[]): Type => types.flat();

/** Whether TypeScript takes a value of one type where another is wanted. */
export const fits = (given: Type, wanted: Type): boolean =>
  given.every((one) => wanted.some((other) => memberFits(one, other)));

function memberFits(given: Member, wanted: Member): boolean {
  if ((given.kind === "list" || given.kind === "items") && given.kind === wanted.kind) return fits(given.of, wanted.of);
  if (given.kind === "record" && wanted.kind === "record")
    return Object.entries(wanted.of).every(([name, type]) => fits(given.of[name] ?? nothing, type));
  return given.kind === wanted.kind;
}

/** What the items of a value are, if it is always a list. */
export function itemsOf(type: Type): Type | undefined {
  const [only, ...others] = type;
  return only?.kind === "list" && others.length === 0 ? only.of : undefined;
}

export const inputOf = (target: Target): Type =>
  "track" in target ? target.track.input : target.task === "sum" ? numbers : number;

export const outputOf = (target: Target): Type =>
  "track" in target ? target.track.output : target.task === "list" ? numbers : number;

/** What a step gives that runs a target in one of the ways there are. */
export function givenBy(target: Target, way: Way): Type {
  const own = outputOf(target);
  switch (way.way) {
    case "once":
    case "repeat":
      return own;
    case "fallback":
      return either(own, way.value.gives === "text" ? text : number);
    case "for-each":
      return [{ kind: way.isCollected ? "items" : "list", of: own }];
  }
}
