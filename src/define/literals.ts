/**
 * Stands beside the type that a mapper returns, and is nothing once `Known` is: a type parameter that is settled only after
 * the mapper has been looked at. Until then the payload's type is open, and TypeScript would take `"fast"` for any string and
 * `[1, 2]` for any list; next to this it keeps them as they are written.
 */
export type AsWritten<Known> = [Known] extends [never] ? Written : never;

type Written = "" | 0 | 0n | boolean | readonly [] | readonly Written[] | { readonly [key: string]: Written };
