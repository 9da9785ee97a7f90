import { util } from "prettier";
import type { Token } from "./tokens.js";
import { Doubtful, TokenKind } from "./tokens.js";
import { isFixedWord } from "./fixed-words.js";

/** What a word is written as; that decides how it is found again in prettier's output. */
export type WordKind = "name" | "string" | "number" | "chunk" | "comment";

export interface Word {
  readonly kind: WordKind;
  readonly text: string;
  readonly width: number;
}

/**
 * A piece with its words taken out. Two pieces with one key are the same to prettier but for the widths of their words:
 * whatever else it looks at (reserved words, capitals, names that count as short, line breaks, comments) is in the key.
 */
export interface Shape {
  readonly key: string;
  readonly words: readonly Word[];
  /** Properties of objects and object types that have shapes of their own, in order. */
  readonly slots: readonly Slot[];
  /** Whether a literal that is part of the key reads like one that is a word: they could be mistaken for each other. */
  readonly ambiguous: boolean;
}

export interface Slot extends Shape {
  /** From the start of the piece. */
  readonly start: number;
}

export interface ShapeOptions {
  readonly printWidth: number;
  readonly tabWidth: number;
  /** Whether a property with this key may be a slot. */
  readonly mayBeSlot: (key: string) => boolean;
}

const NAME = 0xe000;
const STRING = 0xe020;
const NUMBER = 0xe024;
const CHUNK = 0xe028;
const COMMENT = 0xe02c;
const SLOT = "\ue030";

const BEFORE_PROPERTY = new Set(["{", ",", ";"]);

/** What may stand before the only argument of a call. */
const BEFORE_LONE = /^[(!+\-~]$/;

/** A property is short, to prettier, where its value would not be moved below it by more than this beyond a tab. */
const SHORT_KEY = 3;

export function shapeOf(tokens: readonly Token[], options: ShapeOptions, withSlots: boolean): Shape {
  return new ShapeBuilder(tokens, options).build(0, tokens.length, withSlots);
}

/** All slots of a shape, those in slots included. */
export const allSlots = ({ slots }: Shape): Slot[] => slots.flatMap((slot) => [slot, ...allSlots(slot)]);

class ShapeBuilder {
  private readonly tokens: readonly Token[];
  private readonly options: ShapeOptions;
  /** Literals that are part of a key. */
  private readonly fixed = new Set<string>();

  constructor(tokens: readonly Token[], options: ShapeOptions) {
    this.tokens = tokens;
    this.options = options;
  }

  build(from: number, to: number, withSlots: boolean): Shape {
    const words: Word[] = [];
    const slots: Slot[] = [];
    let key = "";
    let previous = "";
    for (let index = from; index < to; index++) {
      const token = this.tokens[index];
      if (!token) break;
      const slot = withSlots && index > from && BEFORE_PROPERTY.has(previous) && this.slotAt(token, index, to);
      if (slot) {
        slots.push(slot.slot);
        key += SLOT;
        previous = SLOT;
        index = slot.end - 1;
        continue;
      }
      key += this.keyOf(token, index, previous, words);
      if (token.kind >= TokenKind.Word) previous = token.text;
    }
    // In a chain of three calls and more, prettier asks how simple their arguments are: then it has to see them.
    if (slots.length > 0 && (key.match(/\)\s*[.?![(]/g)?.length ?? 0) > 1) return this.build(from, to, false);
    const ambiguous = this.fixed.size > 0 && words.some(({ text }) => this.fixed.has(text));
    return { key, words, slots, ambiguous };
  }

  private slotAt(token: Token, index: number, to: number): { slot: Slot; end: number } | undefined {
    // A comment before a property becomes part of it.
    if (token.kind !== TokenKind.Word || this.followsComment(index)) return undefined;
    const end = this.propertyEnd(index, to);
    if (end === undefined) return undefined;
    const slot = { ...this.build(index, end, true), start: token.start - (this.tokens[0]?.start ?? 0) };
    return this.options.mayBeSlot(slot.key) ? { slot, end } : undefined;
  }

  /** The part of the key that a token makes. Adds its word, if it has one. */
  private keyOf(token: Token, index: number, previous: string, words: Word[]): string {
    const { text } = token;
    switch (token.kind) {
      case TokenKind.Space:
        return " ";
      case TokenKind.Newline:
        return "\n";
      case TokenKind.Blank:
        return "\n\n";
      case TokenKind.Mark:
        return text;
      case TokenKind.LineComment:
      case TokenKind.BlockComment: {
        words.push(word("comment", text));
        return String.fromCharCode(
          COMMENT + (token.kind === TokenKind.LineComment ? 0 : this.commentLine(token, index)),
        );
      }
      case TokenKind.Word:
        if (isFixedWord(text)) return this.checked(text, index);
        words.push(word("name", text));
        return String.fromCharCode(NAME + this.nameClass(text, index, previous));
      case TokenKind.String: {
        const content = text.slice(1, -1);
        if (content === "" || /["'\\]/.test(content) || /^[:(?=]$/.test(this.after(index))) {
          this.fixed.add(content);
          return text;
        }
        words.push(word("string", content));
        return String.fromCharCode(STRING + this.loneClass(content.length + 2, index, previous));
      }
      case TokenKind.Number:
        if (!/^(?:0|[1-9]\d*)$/.test(text) || this.after(index) === ":") {
          this.fixed.add(text);
          return text;
        }
        words.push(word("number", text));
        return String.fromCharCode(NUMBER);
      case TokenKind.Chunk:
        words.push(word("chunk", text));
        return String.fromCharCode(CHUNK + (this.loneTemplate(index) && text.length > this.threshold ? 1 : 0));
    }
  }

  /** First and later lines of a block comment, and whether it is a doc comment. */
  private commentLine(token: Token, index: number): number {
    if (this.tokens[index - 1]?.start === token.start) return 3;
    return token.text.startsWith("/**") ? 1 : 2;
  }

  /** `a as a` in an import or export is shortened to `a`. */
  private checked(text: string, index: number): string {
    if (
      text === "as" &&
      /^(?:import|export)$/.test(this.tokens.find(({ kind }) => kind === TokenKind.Word)?.text ?? "")
    ) {
      const [before, after] = [this.significant(index, -1), this.significant(index, 1)];
      if (before?.text === after?.text) throw new Doubtful();
    }
    return text;
  }

  private nameClass(text: string, index: number, previous: string): number {
    const after = this.after(index);
    const isCapital = /^[A-Z]/.test(text) ? 1 : 0;
    const isShortKey = after === ":" && text.length < this.options.tabWidth + SHORT_KEY ? 2 : 0;
    const beginsStatement =
      (/^[;{})]?$|^else$|^do$|^:$/.test(previous) || this.followsNewline(index)) && /^[.?![]$/.test(after);
    const isShort = beginsStatement && text.length <= this.options.tabWidth ? 4 : 0;
    return isCapital + isShortKey + isShort + 8 * this.loneClass(text.length, index, previous);
  }

  /** How the width of what may be the only argument of a call compares with what prettier calls short. */
  private loneClass(width: number, index: number, previous: string): number {
    if (!BEFORE_LONE.test(previous) || !this.endsArguments(index)) return 0;
    if (width <= this.threshold - 2) return 0;
    return width <= this.threshold ? 1 : 2;
  }

  private loneTemplate(index: number): boolean {
    return this.tokens[index - 1]?.text === "`" && BEFORE_LONE.test(this.tokens[index - 2]?.text ?? "");
  }

  private endsArguments(index: number): boolean {
    const after = this.after(index);
    if (after !== ",") return after === ")" || after === "(";
    return this.tokens.slice(index + 1).filter(({ kind }) => kind >= TokenKind.Word)[1]?.text === ")";
  }

  private get threshold(): number {
    return this.options.printWidth / 4;
  }

  private followsComment(index: number): boolean {
    let at = index - 1;
    while ((this.tokens[at]?.kind ?? TokenKind.Mark) <= TokenKind.Blank) at--;
    return (this.tokens[at]?.kind ?? TokenKind.Mark) <= TokenKind.BlockComment;
  }

  private followsNewline(index: number): boolean {
    const kind = this.tokens[index - 1]?.kind;
    return kind === TokenKind.Newline || kind === TokenKind.Blank;
  }

  private significant(index: number, step: 1 | -1): Token | undefined {
    let at = index + step;
    while ((this.tokens[at]?.kind ?? TokenKind.Mark) <= TokenKind.BlockComment) at += step;
    return this.tokens[at];
  }

  private after(index: number): string {
    return this.significant(index, 1)?.text ?? "";
  }

  /** The end of a property `name: value` that may be a slot: no comments, and not itself an object or a list of some. */
  private propertyEnd(from: number, to: number): number | undefined {
    const name = this.tokens[from];
    let index = from + 1;
    if (!name || this.tokens[index]?.text !== ":") return undefined;
    const value = this.significant(index, 1)?.text;
    if (value === undefined || /^[{[(]$/.test(value)) return undefined;
    let depth = 0;
    for (index++; index < to; index++) {
      const { kind, text } = this.tokens[index] ?? name;
      if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment) return undefined;
      if (kind === TokenKind.Word && text === "in") return undefined; // in the head of a `for` it gets parentheses
      if (kind !== TokenKind.Mark) continue;
      if (depth === 0 && (text === "," || text === ";" || text === "}")) return this.trimmed(index);
      if (text === "{" || text === "(" || text === "[" || text === "${") depth++;
      else if (text === "}" || text === ")" || text === "]") depth--;
      if (depth < 0) return undefined;
    }
    return undefined;
  }

  private trimmed(end: number): number {
    let index = end;
    while ((this.tokens[index - 1]?.kind ?? TokenKind.Mark) <= TokenKind.Blank) index--;
    return index;
  }
}

const word = (kind: WordKind, text: string): Word => ({
  kind,
  text,
  width: /^[\x20-\x7e]*$/.test(text) ? text.length : util.getStringWidth(text),
});
