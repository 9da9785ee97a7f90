/**
 * Words that mean something to the language or to prettier, so that no other may stand in their place: keywords, also
 * those of some contexts only; types that have names; callees for which prettier has rules of its own.
 */
const FIXED = new Set(
  [
    "abstract accessor any arguments as asserts assert async await bigint boolean break case catch class component const constructor",
    "continue debugger declare default defer delete do else enum export extends false finally for from function get global",
    "hook if implements import in infer instanceof interface intrinsic is keyof let meta module namespace never new null",
    "number object of opaque out override package private protected public readonly require return satisfies set source",
    "static string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield",
    "describe it test fit xit ftest xtest fdescribe xdescribe skip only fixme step serial parallel each failing concurrent",
    "beforeEach beforeAll afterEach afterAll inject fakeAsync waitForAsync",
    "define exports requireNative resolve paths Boolean css graphql gql html markdown sql styled",
    "__flowgen_body__",
  ].flatMap((line) => line.split(" ")),
);

/** Names of nothing but `$` and `_` count as factories in a chain of calls. */
export const isFixedWord = (text: string): boolean => FIXED.has(text) || /^[$_]+$/.test(text);
