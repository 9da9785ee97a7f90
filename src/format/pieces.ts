import { Doubtful, type Token, tokenize, TokenKind } from "./tokens.js";

/** One or more statements that are formatted on their own. */
export interface Piece {
  /** `top` is the top of a file; `body` is the inside of a task's `run`, two levels deep. */
  readonly place: "top" | "body";
  readonly text: string;
  readonly tokens: readonly Token[];
}

export interface Statement {
  readonly piece: Piece;
  readonly blankBefore: boolean;
  /** The statements of the `run` inside; `piece` then holds a placeholder for them. */
  readonly body: readonly Statement[];
}

/** What stands for the statements of `run` in the piece around them. */
export const BODY = "__flowgen_body__";

/** Cuts a file into pieces. Throws `Doubtful` where a boundary is not certain. */
export function cutFile(text: string): Statement[] {
  const tokens = tokenize(text);
  return cutStatements(text, tokens, 0, tokens.length, "top");
}

/** Statements that may end with a closing brace. */
const BRACED = /^(?:function|class|interface|enum|namespace|module|if|for|while|do|try|switch)$/;
const MODIFIERS = /^(?:export|default|async|declare|abstract)$/;
const CONTINUES = /^(?:else|catch|finally|while)$/;

function cutStatements(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  place: Piece["place"],
): Statement[] {
  const found: Statement[] = [];
  let at = from;
  while (at < to) {
    const space = tokens[at];
    let blankBefore = false;
    if (space && space.kind <= TokenKind.Blank) {
      blankBefore = space.kind === TokenKind.Blank;
      if (space.kind === TokenKind.Space && found.length > 0) throw new Doubtful(); // two statements, or a comment, on a line
      at++;
    } else if (found.length > 0) throw new Doubtful();
    if (at >= to) break;
    const end = statementEnd(tokens, at, to);
    const own = tokens.slice(at, end);
    found.push({ ...pieceOf(text, own, place), blankBefore: blankBefore && found.length > 0 });
    at = end;
  }
  return found;
}

/** The index after the statement that begins, with its comments, at `from`. */
function statementEnd(tokens: readonly Token[], from: number, to: number): number {
  let index = from;
  while (index < to && isBetween(tokens[index])) index++;
  const first = tokens[index];
  // A comment without a statement, a directive, or a line that a formatter without semicolons would protect.
  if (first?.kind !== TokenKind.Word) throw new Doubtful();
  let head = index;
  while (isModifier(tokens[head])) head = next(tokens, head);
  const braced = BRACED.test(tokens[head]?.text ?? "");
  let depth = 0;
  for (; index < to; index++) {
    const token = tokens[index];
    if (token?.kind !== TokenKind.Mark) continue;
    const { text } = token;
    if (text === "{" || text === "(" || text === "[" || text === "${") depth++;
    else if (text === "}" || text === ")" || text === "]") depth--;
    if (depth !== 0 || (text !== ";" && !(braced && text === "}"))) continue;
    const after = tokens[next(tokens, index)];
    if (braced && after?.kind === TokenKind.Word && CONTINUES.test(after.text)) continue;
    return index + 1;
  }
  return to;
}

const isBetween = (token: Token | undefined): boolean => token !== undefined && token.kind <= TokenKind.BlockComment;

const isModifier = (token: Token | undefined): boolean => token?.kind === TokenKind.Word && MODIFIERS.test(token.text);

/** The index of the next token that is neither white space nor a comment. */
function next(tokens: readonly Token[], from: number): number {
  let index = from + 1;
  while (isBetween(tokens[index])) index++;
  return index;
}

function pieceOf(text: string, tokens: readonly Token[], place: Piece["place"]): Pick<Statement, "piece" | "body"> {
  const start = tokens[0]?.start ?? 0;
  let last = tokens.length - 1;
  while ((tokens[last]?.kind ?? TokenKind.Mark) <= TokenKind.Blank) last--;
  const end = tokens[last]?.end ?? 0;
  const range = place === "top" ? runBody(tokens) : undefined;
  if (!range) return { piece: { place, text: text.slice(start, end), tokens: tokens.slice(0, last + 1) }, body: [] };
  const [open, close] = range;
  const body = cutStatements(text, tokens, open + 1, close, "body");
  const head = `${text.slice(start, tokens[open]?.end)}\n${BODY};\n${text.slice(tokens[close]?.start, end)}`;
  return { piece: { place, text: head, tokens: tokenize(head) }, body };
}

/** The braces of `run: async (…) => { … }` in the object that a task is made of. */
function runBody(tokens: readonly Token[]): [open: number, close: number] | undefined {
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === TokenKind.Mark) depth += depthChange(token.text);
    if (depth !== 2 || token?.kind !== TokenKind.Word || token.text !== "run") continue;
    const expected = [":", "async", "("];
    let at = index;
    if (!expected.every((text) => tokens[(at = next(tokens, at))]?.text === text)) continue;
    at = next(tokens, closing(tokens, at));
    if (tokens[at]?.text !== "=" || tokens[at + 1]?.text !== ">") return undefined;
    at = next(tokens, at + 1);
    if (tokens[at]?.text !== "{") return undefined;
    const close = closing(tokens, at);
    const hasStatement = tokens.slice(at + 1, close).some(({ kind }) => kind >= TokenKind.Word);
    return hasStatement ? [at, close] : undefined;
  }
  return undefined;
}

const depthChange = (mark: string): number => (/^(?:[{([]|\$\{)$/.test(mark) ? 1 : /^[})\]]$/.test(mark) ? -1 : 0);

/** The index of the bracket that closes the one at `open`. */
function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === TokenKind.Mark && (depth += depthChange(token.text)) === 0) return index;
  }
  throw new Doubtful();
}
