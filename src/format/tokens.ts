/** What a token is, in an order that is relied on: white space, comments, all else. */
export const TokenKind = {
  Space: 0,
  Newline: 1,
  /** White space with at least one empty line in it. */
  Blank: 2,
  LineComment: 3,
  /** One line of a block comment; the lines of one comment follow each other. */
  BlockComment: 4,
  Word: 5,
  String: 6,
  Number: 7,
  /** Literal text of a template, between its backticks and holes. */
  Chunk: 8,
  Mark: 9,
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

export interface Token {
  readonly kind: TokenKind;
  /** As written; a comment or a line of one without the white space around it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Says that a text cannot be formatted piece by piece. It is not wrong: prettier has to see the whole of it. */
export class Doubtful extends Error {}

const TOKEN =
  /(\s+)|(\/\/[^\n\r\u2028\u2029]*)|(\/\*[^]*?\*\/)|([A-Za-z_$][\w$]*)|("(?:[^"\\\n\r]|\\[^\n\r])*"|'(?:[^'\\\n\r]|\\[^\n\r])*')|(\d[\w.]*)|([`{}()[\],;:.?!<>=&|+\-*/%^~@#])/y;
const CHUNK = /(?:[^`\\$]|\\[^]|\$(?!\{))*/y;

/** Words before a `/` that begins a regular expression, not a division. */
const BEFORE_EXPRESSION = /^(?:return|typeof|case|in|of|instanceof|delete|void|do|else|await|yield|new|throw)$/;

/** Cuts TypeScript into tokens. What it is not sure of is doubtful: regular expressions and templates over lines. */
export function tokenize(text: string): Token[] {
  // The private area stands for classes of words in the keys of layouts.
  if (/[\uE000-\uF8FF\r]/.test(text) || text.includes("prettier-ignore")) throw new Doubtful();
  const tokens: Token[] = [];
  const templates: number[] = [];
  let depth = 0;
  let at = 0;
  let last: Token | undefined;
  const add = (kind: TokenKind, start: number, end: number, written = text.slice(start, end)): void => {
    const token = { kind, text: written, start, end };
    tokens.push(token);
    if (kind >= TokenKind.Word) last = token;
  };
  const chunk = (): void => {
    CHUNK.lastIndex = at;
    const found = CHUNK.exec(text)?.[0] ?? "";
    if (found.includes("\n")) throw new Doubtful();
    if (found !== "") add(TokenKind.Chunk, at, at + found.length);
    at += found.length;
    if (text.startsWith("${", at)) {
      templates.push(depth++);
      add(TokenKind.Mark, at, at + 2);
      at += 2;
    } else if (text[at] === "`") {
      add(TokenKind.Mark, at, ++at);
    } else throw new Doubtful();
  };
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw new Doubtful();
    const start = at;
    const found = match[0];
    at += found.length;
    if (match[4] !== undefined) add(TokenKind.Word, start, at, found);
    else if (match[1] !== undefined) add(spaceKind(found), start, at, found);
    else if (match[7] !== undefined) {
      if (found === "/" && !isDivision(last, tokens)) throw new Doubtful();
      if (found === "{" || found === "(" || found === "[") depth++;
      if (found === "}" || found === ")" || found === "]") depth--;
      add(TokenKind.Mark, start, at, found);
      if (found === "`") {
        if (isTagged(tokens)) throw new Doubtful();
        chunk();
      } else if (found === "}" && templates.at(-1) === depth) {
        templates.pop();
        chunk();
      }
    } else if (match[5] !== undefined) add(TokenKind.String, start, at, found);
    else if (match[6] !== undefined) add(TokenKind.Number, start, at, found);
    else if (match[2] !== undefined) add(TokenKind.LineComment, start, at, found.trimEnd());
    else blockComment(found, start, add);
  }
  if (depth !== 0) throw new Doubtful();
  return tokens;
}

function spaceKind(space: string): TokenKind {
  const first = space.indexOf("\n");
  if (first < 0) return TokenKind.Space;
  return space.indexOf("\n", first + 1) < 0 ? TokenKind.Newline : TokenKind.Blank;
}

/** Only comments whose lines all begin with `*` are indented anew; any other is copied as it stands. */
function blockComment(
  comment: string,
  start: number,
  add: (kind: TokenKind, start: number, end: number, text: string) => void,
): void {
  const lines = comment.split("\n").map((line) => line.trim());
  if (!lines.every((line, index) => index === 0 || line.startsWith("*"))) throw new Doubtful();
  const end = start + comment.length;
  for (const line of lines) add(TokenKind.BlockComment, start, end, line);
}

function isDivision(last: Token | undefined, tokens: readonly Token[]): boolean {
  if (!last) return false;
  if (last.kind === TokenKind.Number) return true;
  if (last.kind === TokenKind.Word) return !BEFORE_EXPRESSION.test(last.text);
  if (last.text === "]") return true;
  // After `if (…)` a slash begins a regular expression.
  return (
    last.text === ")" &&
    !tokens.some(({ kind, text }) => kind === TokenKind.Word && /^(?:if|while|for|with)$/.test(text))
  );
}

/** Tagged templates, and those after a comment that names a language, may hold another language. */
function isTagged(tokens: readonly Token[]): boolean {
  let index = tokens.length - 2;
  while (index >= 0 && (tokens[index]?.kind ?? 0) <= TokenKind.Blank) index--;
  const before = tokens[index];
  if (!before) return true;
  if (before.kind === TokenKind.Mark)
    return before.text === ")" || before.text === "]" || before.text === "`" || before.text === ">";
  return before.kind !== TokenKind.Word || !BEFORE_EXPRESSION.test(before.text);
}
