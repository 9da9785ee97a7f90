import { posix } from "node:path";
import type { Imported } from "../ir/code.js";
import { groupBy } from "../ir/group-by.js";
import { identityOf } from "./namer.js";

/** Prints the import declarations for the symbols of a file: packages first, then files, each once, names sorted. */
export function printImports(
  symbols: readonly Imported[],
  nameOf: (symbol: Imported) => string,
  file: string,
  output: string,
): string {
  const wanted = [...groupBy(symbols, identityOf).values()].flatMap((same): Imported[] => {
    const [first] = same;
    // A name that is used as a value anywhere is imported as one.
    return first ? [{ ...first, typeOnly: same.every(({ typeOnly }) => typeOnly) }] : [];
  });
  const modules = groupBy(wanted, (symbol) => specifierFrom(symbol, file, output));
  return [...modules]
    .sort(([a], [b]) => compareSpecifiers(a, b))
    .flatMap(([specifier, of]) => declarations(specifier, of, nameOf))
    .join("\n");
}

function specifierFrom({ module }: Imported, file: string, output: string): string {
  // A template names its siblings as they stand beside it: in the output they lie at its top.
  if (module.kind === "package" && !module.specifier.startsWith("./")) return module.specifier;
  const target = module.kind === "package" ? posix.join(output, module.specifier) : module.path;
  const path = posix.relative(posix.dirname(file), target);
  return path.startsWith(".") ? path : `./${path}`;
}

/** Packages before files, and files from afar before those nearby. */
function compareSpecifiers(a: string, b: string): number {
  const rank = (specifier: string): number => {
    if (!specifier.startsWith(".")) return 0;
    return 100 - (specifier.match(/\.\.\//g)?.length ?? 0);
  };
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function declarations(specifier: string, symbols: readonly Imported[], nameOf: (symbol: Imported) => string): string[] {
  const from = `from ${JSON.stringify(specifier)}${attributesOf(symbols)};`;
  const lines: string[] = [];
  for (const symbol of symbols.filter(({ name }) => name === "*")) {
    lines.push(`import ${symbol.typeOnly ? "type " : ""}* as ${nameOf(symbol)} ${from}`);
  }
  const [whole] = symbols.filter(({ name }) => name === "default");
  const named = symbols.filter(({ name }) => name !== "*" && name !== "default");
  // A default type and braces may not share an `import type`.
  const isJoined = whole !== undefined && !whole.typeOnly && named.length > 0;
  if (whole && !isJoined) lines.push(`import ${whole.typeOnly ? "type " : ""}${nameOf(whole)} ${from}`);
  if (named.length === 0) return lines;
  const allTypes = !isJoined && named.every(({ typeOnly }) => typeOnly);
  const specifiers = named
    .map((symbol) => {
      const name = nameOf(symbol);
      const text = name === symbol.name ? name : `${symbol.name} as ${name}`;
      return { text: symbol.typeOnly && !allTypes ? `type ${text}` : text, key: text.toLowerCase() };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ text }) => text);
  const before = isJoined ? `${nameOf(whole)}, ` : allTypes ? "type " : "";
  return [...lines, `import ${before}{ ${specifiers.join(", ")} } ${from}`];
}

const attributesOf = (symbols: readonly Imported[]): string => {
  const attributes = symbols.find((symbol) => symbol.attributes !== undefined)?.attributes;
  return attributes === undefined ? "" : ` ${attributes}`;
};
