/**
 * No value: it stands beside the type of what a function returns, where that is not known until the call has been
 * inferred. While the function is checked, the compiler looks at what its result may be at most, and this may be any
 * literal: so `"mail"` stays `"mail"`, and does not become a `string` that fits nothing.
 */
export type KeepingLiterals<T> = [T] extends [unknown] ? never : Kept<T>;

type Kept<T> = Literal<T> | readonly Kept<T>[] | readonly [Kept<T>?] | { readonly [key: string]: Kept<T> };

/** Open as well: from what is known, such as `0`, the compiler would infer what a call inside the function returns. */
type Literal<T> = [T] extends [unknown] ? never : string | number | bigint | boolean;
