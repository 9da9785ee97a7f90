import assert from "node:assert";
import { posix } from "node:path";
import type { Carried, CarriedDeclaration, Code, Imported, Local } from "../ir/code.js";
import { walkCode } from "../ir/code.js";
import type { DraftFile, Origin } from "../ir/plan.js";
import type { Span } from "../ir/source.js";
import { printKey } from "../lift/literal.js";
import { printImports } from "./imports.js";
import { identityOf, nameSymbols } from "./namer.js";

/** A file before anything in it has a name. */
export interface FileContent {
  /** From the output folder. */
  readonly path: string;
  readonly header: string;
  /** Names that other files know: they are kept as they are. */
  readonly exports: readonly Local[];
  readonly code: Code;
  readonly span: Span | undefined;
}

/** Prints a file: header, imports, the declarations that came along, then the code. */
export function printFile(content: FileContent, output: string): DraftFile {
  const carried = carriedDeclarations(content.code);
  const code: Code = [...carried.flatMap((declaration): Code => [declaration.code, "\n\n"]), ...content.code];
  const names = nameSymbols(code, content.exports);
  const nameOf = (part: Imported | Carried | Local): string => {
    const name = names.get(identityOf(part));
    assert(name !== undefined, "a symbol without a name");
    return name;
  };
  const head = `${content.header}\n${printImports(importsOf(code), nameOf, posix.join(output, content.path), output)}\n\n`;
  const origins: Origin[] = [];
  let text = head;
  const print = (parts: Code): void => {
    for (const part of parts) {
      if (typeof part === "string") text += part;
      else if (part.kind === "shorthand") text += printShorthand(part.key, part.value, nameOf);
      else if (part.kind === "fragment") {
        const start = text.length;
        print(part.code);
        const { span, question } = part;
        if (span) origins.push({ start, end: text.length, span, ...(question !== undefined && { question }) });
      } else {
        assert(part.kind !== "argument", `an argument was left unbound: ${JSON.stringify(part)}`);
        text += nameOf(part);
      }
    }
  };
  print(code);
  return { path: content.path, text: `${text}\n`, origins, span: content.span };
}

/** `{ name }` where the value is printed as its key, `{ name: value }` elsewhere. */
function printShorthand(key: string, value: Code, nameOf: (part: Imported | Carried | Local) => string): string {
  const flat = (code: Code): string =>
    code
      .map((part) => {
        if (typeof part === "string") return part;
        if (part.kind === "fragment") return flat(part.code);
        if (part.kind === "shorthand") return printShorthand(part.key, part.value, nameOf);
        assert(part.kind !== "argument", "an argument was left unbound");
        return nameOf(part);
      })
      .join("");
  const text = flat(value);
  return text === key ? key : `${printKey(key)}: ${text}`;
}

/** Every declaration that the code needs, in an order in which each may be evaluated. */
function carriedDeclarations(code: Code): CarriedDeclaration[] {
  const found = new Map<string, CarriedDeclaration>();
  const entered = new Set<string>();
  const visit = (parts: Code): void =>
    walkCode(parts, (part) => {
      if (part.kind !== "carried") return;
      const declaration = part.declaration();
      if (entered.has(declaration.key)) return;
      entered.add(declaration.key);
      visit([declaration.code]);
      found.set(declaration.key, declaration);
    });
  visit(code);
  const all = [...found.values()];
  const files = new Set(all.map((one) => one.code.span?.file));
  // The order of one module works, and its readers know it.
  return files.size === 1 ? all.sort((a, b) => (a.code.span?.start ?? 0) - (b.code.span?.start ?? 0)) : all;
}

function importsOf(code: Code): Imported[] {
  const found: Imported[] = [];
  walkCode(code, (part) => {
    if (part.kind === "imported") found.push(part);
  });
  return found;
}
