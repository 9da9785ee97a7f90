import type { Carried, Code, Fragment, Imported, Local } from "../ir/code.js";
import { walkCode } from "../ir/code.js";
import { isReserved } from "../plan/reserved.js";

/** Anything that is printed as a name. */
export type Named = Imported | Carried | Local;

/** What makes two names the same name. */
export function identityOf(named: Named): string | Local {
  if (named.kind === "local") return named;
  if (named.kind === "carried") return `carried ${named.declaration().key} ${named.name}`;
  const { module } = named;
  return `imported ${module.kind === "file" ? `./${module.path}` : module.specifier} ${named.name}`;
}

/**
 * Gives every symbol of a file its name: the preferred one, or that with a number where it is taken, reserved, a global
 * that is read, or hidden by a name inside a piece of code that prints it.
 */
export function nameSymbols(code: Code, pinned: readonly Local[]): ReadonlyMap<string | Local, string> {
  const wanted = new Map<string | Local, { readonly named: Named; readonly avoid: Set<string> }>();
  const globals = new Set<string>();
  const want = (named: Named, inside: readonly Fragment[]): void => {
    const identity = identityOf(named);
    const known = wanted.get(identity) ?? { named, avoid: new Set<string>() };
    for (const fragment of inside) for (const name of fragment.bound) known.avoid.add(name);
    wanted.set(identity, known);
  };
  for (const one of pinned) want(one, []);
  walkCode(code, (part, inside) => {
    if (part.kind === "fragment") for (const name of part.globals) globals.add(name);
    if (part.kind === "imported" || part.kind === "carried" || part.kind === "local") want(part, inside);
  });

  const names = new Map<string | Local, string>();
  const taken = new Set<string>(globals);
  const order = ["imported", "carried", "local"];
  const rest = [...wanted].filter(([, { named }]) => !pinned.includes(named as Local));
  rest.sort(([, a], [, b]) => order.indexOf(a.named.kind) - order.indexOf(b.named.kind));
  for (const one of pinned) {
    names.set(one, one.prefer);
    taken.add(one.prefer);
  }
  for (const [identity, { named, avoid }] of rest) {
    const prefer = named.kind === "carried" ? named.name : named.prefer;
    const otherwise = named.kind === "local" ? named.otherwise : prefer;
    const isFree = (name: string): boolean => !taken.has(name) && !avoid.has(name) && !isReserved(name);
    let name = isFree(prefer) ? prefer : otherwise;
    for (let count = 2; !isFree(name); count++) name = `${otherwise}${count}`;
    names.set(identity, name);
    taken.add(name);
  }
  return names;
}
