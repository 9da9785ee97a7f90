import type { Span } from "./source.js";

/**
 * Code that is not yet text: names are symbols, so that one namer decides how each is written in a file and what has
 * to be imported for it.
 */
export type Code = readonly Part[];

export type Part = string | Imported | Carried | Local | Argument | Shorthand | Fragment;

/** Where an import comes from: a package or alias as written, or a file of the project (path from the root). */
export type ModuleRef =
  { readonly kind: "package"; readonly specifier: string } | { readonly kind: "file"; readonly path: string };

/** A name that a module exports; `*` is its namespace. */
export interface Imported {
  readonly kind: "imported";
  readonly module: ModuleRef;
  readonly name: string;
  readonly prefer: string;
  readonly typeOnly: boolean;
  /** The import attributes as written, such as `with { type: "json" }`. */
  readonly attributes?: string;
}

/** A declaration of a definition module, copied once into each generated file that needs it. */
export interface CarriedDeclaration {
  readonly key: string;
  readonly code: Fragment;
}

/** A name that a carried declaration declares. */
export interface Carried {
  readonly kind: "carried";
  readonly name: string;
  /** Late, because declarations may refer to themselves and to each other. */
  readonly declaration: () => CarriedDeclaration;
}

/** A name that the generated file itself declares. Identity is the object's own. */
export interface Local {
  readonly kind: "local";
  readonly prefer: string;
  /** A name that says more, for where the preferred one is taken. */
  readonly otherwise: string;
}

/** What a reduced function reads of its arguments, such as `["outputs", "AudioTrack"]`. */
export interface Argument {
  readonly kind: "argument";
  readonly path: readonly string[];
}

/** A property of an object literal that is written short, `{ name }`, where its value is printed as its key. */
export interface Shorthand {
  readonly kind: "shorthand";
  readonly key: string;
  readonly value: Code;
}

/** Code that was lifted from the user's source, or filled into a template. */
export interface Fragment {
  readonly kind: "fragment";
  readonly code: Code;
  /** The place in the user's source, if it is from there. */
  readonly span: Span | undefined;
  /** Names declared inside: a symbol printed inside must not take one of them. */
  readonly bound: ReadonlySet<string>;
  /** Globals read inside: nothing in the file may take one of them. */
  readonly globals: ReadonlySet<string>;
  /** What a type error in this very code answers: it is a question, and no mistake. */
  readonly question?: string;
}

/** Makes a {@link Local}. */
export const local = (prefer: string, otherwise = prefer): Local => ({ kind: "local", prefer, otherwise });

/** Whether code is a name and nothing else. */
export function isName(code: Code): boolean {
  const [only, ...others] = code;
  if (only === undefined || typeof only === "string" || others.length > 0) return false;
  return only.kind === "fragment" ? isName(only.code) : only.kind !== "shorthand";
}

/** Visits every part, the parts of fragments included; not the declarations that carried names stand for. */
export function walkCode(code: Code, visit: (part: Exclude<Part, string>, inside: readonly Fragment[]) => void): void {
  const go = (parts: Code, inside: readonly Fragment[]): void => {
    for (const part of parts) {
      if (typeof part === "string") continue;
      visit(part, inside);
      if (part.kind === "fragment") go(part.code, [...inside, part]);
      if (part.kind === "shorthand") go(part.value, inside);
    }
  };
  go(code, []);
}

/** Replaces arguments by what stands for them. */
export function bindArguments(code: Code, resolve: (path: readonly string[]) => Code): Code {
  return code.flatMap((part): Code => {
    if (typeof part === "string") return [part];
    if (part.kind === "argument") return resolve(part.path);
    if (part.kind === "fragment") return [{ ...part, code: bindArguments(part.code, resolve) }];
    if (part.kind === "shorthand") return [{ ...part, value: bindArguments(part.value, resolve) }];
    return [part];
  });
}

/** Joins pieces of code with a separator between them. */
export function joinCode(pieces: readonly Code[], separator: string): Code {
  return pieces.flatMap((piece, index) => (index === 0 ? piece : [separator, ...piece]));
}
