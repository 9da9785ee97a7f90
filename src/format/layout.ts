import type { Doc } from "prettier";
import { isFixedWord } from "./fixed-words.js";
import type { Word } from "./shape.js";

/**
 * What prettier would print of a piece, before it is decided what goes on which line: its own document, with the words
 * taken out. A number in a text is the index of a word.
 */
export type Layout =
  | { readonly kind: "text"; readonly parts: readonly (string | number)[] }
  | { readonly kind: "list"; readonly parts: readonly Layout[] }
  | { readonly kind: "indent"; readonly contents: Layout }
  | { readonly kind: "align"; readonly width: number; readonly contents: Layout }
  | {
      readonly kind: "group";
      readonly id: symbol | undefined;
      readonly breaks: boolean;
      readonly contents: Layout;
      /** Ever wider ways to print the same, of which `contents` is the first. */
      readonly states: readonly Layout[] | undefined;
    }
  | { readonly kind: "fill"; readonly parts: readonly Layout[] }
  | { readonly kind: "if-break"; readonly id: symbol | undefined; readonly broken: Layout; readonly flat: Layout }
  | { readonly kind: "indent-if-break"; readonly id: symbol; readonly negate: boolean; readonly contents: Layout }
  | { readonly kind: "line"; readonly hard: boolean; readonly soft: boolean }
  | { readonly kind: "line-suffix"; readonly contents: Layout }
  | { readonly kind: "line-suffix-boundary" }
  | { readonly kind: "slot"; readonly index: number };

/** The label that marks a property in prettier's document as the slot of this number. */
export interface SlotLabel {
  readonly flowgenSlot: number;
}

/** Says that a document holds more, or other words than the piece it was made from. */
export class Unaligned extends Error {}

export interface CompiledLayout {
  readonly layout: Layout;
  /** Whether something in it, slots left aside, is broken over lines whatever its width, so that all around it is too. */
  readonly breaks: boolean;
}

/** Takes the words of a piece out of the document that prettier made of it. */
export function compileLayout(doc: Doc, words: readonly Word[], withSlots: boolean): CompiledLayout {
  const compiler = new Compiler(words, withSlots);
  const layout = compiler.compile(doc);
  if (compiler.position !== words.length || !compiler.isClosed()) throw new Unaligned();
  return { layout, breaks: compiler.breaks };
}

type Command = Exclude<Doc, string | Doc[]>;

/** The commands as they are; the published types leave out some properties. */
interface Fields {
  readonly contents: Doc;
  readonly id?: symbol;
  readonly groupId?: symbol;
  readonly negate?: boolean;
  readonly break?: boolean | "propagated";
  readonly expandedStates?: Doc[];
  readonly breakContents?: Doc;
  readonly flatContents?: Doc;
  readonly parts: Doc[];
  readonly n: unknown;
  readonly hard?: boolean;
  readonly soft?: boolean;
  readonly literal?: boolean;
  readonly label: unknown;
}

const EMPTY: Layout = { kind: "text", parts: [] };

class Compiler {
  /** How many words have been found. */
  position = 0;
  breaks = false;
  private readonly words: readonly Word[];
  private readonly withSlots: boolean;
  private readonly defined = new Set<symbol>();
  private readonly used = new Set<symbol>();
  /** The last character that was seen: a template's text follows a backtick or a hole. */
  private last = "";

  constructor(words: readonly Word[], withSlots: boolean) {
    this.words = words;
    this.withSlots = withSlots;
  }

  /** Whether it asks only for the state of groups of its own. */
  isClosed(): boolean {
    return [...this.used].every((id) => this.defined.has(id));
  }

  compile(doc: Doc): Layout {
    if (typeof doc === "string") return { kind: "text", parts: this.text(doc) };
    if (Array.isArray(doc)) return this.list(doc);
    const fields = doc as unknown as Fields;
    switch ((doc as Command).type) {
      case "indent":
        return { kind: "indent", contents: this.compile(fields.contents) };
      case "align":
        if (typeof fields.n !== "number" || !Number.isFinite(fields.n)) throw new Unaligned();
        return { kind: "align", width: fields.n, contents: this.compile(fields.contents) };
      case "group":
        return this.group(fields);
      case "fill":
        return { kind: "fill", parts: fields.parts.map((part) => this.compile(part)) };
      case "if-break": {
        const [broken = EMPTY, flat = EMPTY] = this.alternatives([
          fields.breakContents ?? "",
          fields.flatContents ?? "",
        ]);
        return { kind: "if-break", id: this.use(fields.groupId), broken, flat };
      }
      case "indent-if-break": {
        const id = this.use(fields.groupId);
        if (!id) throw new Unaligned();
        return { kind: "indent-if-break", id, negate: fields.negate === true, contents: this.compile(fields.contents) };
      }
      case "line":
        if (fields.literal) throw new Unaligned();
        if (fields.hard) this.breaks = true;
        return { kind: "line", hard: fields.hard === true, soft: fields.soft === true };
      case "line-suffix":
        return { kind: "line-suffix", contents: this.compile(fields.contents) };
      case "line-suffix-boundary":
        return { kind: "line-suffix-boundary" };
      case "break-parent":
        this.breaks = true;
        return EMPTY;
      case "label":
        return this.isSlot(fields.label)
          ? { kind: "slot", index: fields.label.flowgenSlot }
          : this.compile(fields.contents);
      default:
        throw new Unaligned();
    }
  }

  /** Texts that follow each other are read as one: prettier may cut them anywhere. */
  private list(docs: readonly Doc[]): Layout {
    const parts: Layout[] = [];
    let text = "";
    const endText = (): void => {
      if (text !== "") parts.push({ kind: "text", parts: this.text(text) });
      text = "";
    };
    const add = (doc: Doc): void => {
      if (typeof doc === "string") text += doc;
      else if (Array.isArray(doc)) doc.forEach(add);
      else if (doc.type === "break-parent") this.breaks = true;
      else if (doc.type === "label" && !this.isSlot(doc.label)) add(doc.contents);
      else {
        endText();
        parts.push(this.compile(doc));
      }
    };
    docs.forEach(add);
    endText();
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind: "list", parts };
  }

  private isSlot(label: unknown): label is SlotLabel {
    return this.withSlots && typeof label === "object" && label !== null && "flowgenSlot" in label;
  }

  private group(fields: Fields): Layout {
    if (fields.id) this.defined.add(fields.id);
    const breaks = Boolean(fields.break);
    if (breaks) this.breaks = true;
    if (!fields.expandedStates) {
      return { kind: "group", id: fields.id, breaks, contents: this.compile(fields.contents), states: undefined };
    }
    const states = this.alternatives(fields.expandedStates);
    return { kind: "group", id: fields.id, breaks, contents: states[0] ?? EMPTY, states };
  }

  /** Ways to print the same: each must hold the same words, or none. */
  private alternatives(docs: readonly Doc[]): Layout[] {
    const start = this.position;
    const [before, ends] = [this.last, new Set<number>()];
    const layouts = docs.map((doc) => {
      this.position = start;
      this.last = before;
      const layout = this.compile(doc);
      ends.add(this.position);
      return layout;
    });
    if (ends.size > 1) throw new Unaligned();
    return layouts;
  }

  private use(id: symbol | undefined): symbol | undefined {
    if (id) this.used.add(id);
    return id;
  }

  /** Finds the words in a text of the document. What is neither a word nor fixed makes it unaligned. */
  private text(text: string): (string | number)[] {
    const parts: (string | number)[] = [];
    let at = 0;
    const take = (length: number): void => void parts.push(text.slice(at, (at += length)));
    const takeWord = (length: number): void => {
      parts.push(this.position++);
      at += length;
    };
    while (at < text.length) {
      const expected = this.words[this.position];
      const character = text.charAt(at);
      const before = at === 0 ? this.last : text.charAt(at - 1);
      if (expected?.kind === "comment") {
        const found = text.indexOf(expected.text, at);
        if (found >= 0 && text.slice(at, found).trim() === "") {
          take(found - at);
          takeWord(expected.text.length);
          continue;
        }
      }
      if (text.startsWith("//", at) || text.startsWith("/*", at)) throw new Unaligned();
      if (expected?.kind === "chunk" && /[`}]/.test(before) && text.startsWith(expected.text, at)) {
        takeWord(expected.text.length);
      } else if (character === '"' || character === "'") {
        const length = stringLength(text, at);
        const isWord = expected?.kind === "string" && text.slice(at + 1, at + length - 1) === expected.text;
        take(isWord ? 1 : length);
        if (!isWord) continue;
        takeWord(length - 2);
        take(1);
      } else {
        const run = /^(?:[A-Za-z_$][\w$]*|\d[\w.]*)/.exec(text.slice(at))?.[0];
        if (run === undefined) take(1);
        else if ((expected?.kind === "name" || expected?.kind === "number") && run === expected.text)
          takeWord(run.length);
        else if (isFixedWord(run) || /^\d/.test(run)) take(run.length);
        else throw new Unaligned();
      }
    }
    if (text !== "") this.last = text.charAt(text.length - 1);
    return joined(parts);
  }
}

function stringLength(text: string, at: number): number {
  const length = /^(?:"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')/.exec(text.slice(at))?.[0].length;
  if (length === undefined) throw new Unaligned();
  return length;
}

function joined(parts: readonly (string | number)[]): (string | number)[] {
  const found: (string | number)[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    if (typeof part === "string" && typeof before === "string") found[found.length - 1] = before + part;
    else found.push(part);
  }
  return found;
}
