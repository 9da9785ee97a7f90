/** Words that cannot name a constant or a type in a module. Source: ECMA-262 and the TypeScript keywords. */
const RESERVED = new Set(
  (
    "abstract any arguments as asserts async await bigint boolean break case catch class const constructor continue " +
    "debugger declare default delete do else enum eval export extends false finally for from function get global if " +
    "implements import in infer instanceof interface is keyof let module namespace never new null number object of " +
    "out override package private protected public readonly require return satisfies set static string super switch " +
    "symbol this throw true try type typeof undefined unique unknown using var void while with yield NaN Infinity"
  ).split(" "),
);

export const isReserved = (name: string): boolean => RESERVED.has(name);
