import { clearConfigCache, format as prettierFormat, type Options, resolveConfig } from "prettier";
import { resolve } from "node:path";
import type { DraftFile, GeneratedFile } from "../ir/plan.js";
import { groupBy } from "../ir/group-by.js";
import type { Project } from "../project.js";
import { LayoutCache } from "./layout-cache.js";
import { formatMarkdown } from "./markdown.js";
import { BODY, cutFile, type Piece, type Statement } from "./pieces.js";
import { Doubtful } from "./tokens.js";

/** Formats generated files as prettier formats the user's own, to the byte. */
export async function formatFiles(
  project: Pick<Project, "root" | "config">,
  drafts: readonly DraftFile[],
): Promise<GeneratedFile[]> {
  // Builds may follow each other in one process, and the settings may change between them.
  await clearConfigCache();
  const files: Unformatted[] = [];
  for (const { path, text } of drafts) {
    const filepath = resolve(project.root, project.config.output, path);
    files.push({ path, text, options: { ...(await resolveConfig(filepath, { editorconfig: true })), filepath } });
  }
  return formatWith(files);
}

export interface Unformatted extends GeneratedFile {
  /** The settings for this file, with its own path. */
  readonly options: Options;
}

/**
 * Formats files, each as prettier would format the whole of it. Files are cut at their statements and each statement is
 * laid out from what prettier made of one like it; where that is not safe, prettier gets the whole file.
 */
export async function formatWith(files: readonly Unformatted[]): Promise<GeneratedFile[]> {
  const caches = new Map<string, LayoutCache>();
  const formatted = new Map<Unformatted, string>();
  for (let start = 0; start < files.length; start += WINDOW) {
    const cuts = groupBy(
      files.slice(start, start + WINDOW).flatMap((file) => cut(file, caches) ?? []),
      ({ cache }) => cache,
    );
    for (const [cache, own] of cuts) {
      const texts = await cache.format(own.flatMap(({ statements }) => piecesOf(statements)));
      for (const { file, statements } of own) {
        const text = join(statements, texts);
        if (text !== undefined) formatted.set(file, text);
      }
    }
  }
  return Promise.all(
    files.map(async (file) => ({ path: file.path, text: formatted.get(file) ?? (await formatWhole(file)) })),
  );
}

/** How many files are in pieces at once: what is not known of them goes to prettier together. */
const WINDOW = 100;

interface Cut {
  readonly file: Unformatted;
  readonly cache: LayoutCache;
  readonly statements: readonly Statement[];
}

/** Formats a file as a whole. Only here does prettier see a file that is not TypeScript. */
async function formatWhole({ text, options }: Unformatted): Promise<string> {
  if (options.filepath?.endsWith(".md")) return formatMarkdown(text, options);
  return prettierFormat(text, options);
}

/** Settings under which the layout of a statement depends on nothing but the statement. */
const KNOWN_OPTIONS = new Set<string>(
  "printWidth tabWidth useTabs semi singleQuote jsxSingleQuote quoteProps trailingComma bracketSpacing objectWrap bracketSameLine arrowParens proseWrap htmlWhitespaceSensitivity vueIndentScriptAndStyle endOfLine embeddedLanguageFormatting singleAttributePerLine $schema".split(
    " ",
  ),
);

function cut(file: Unformatted, caches: Map<string, LayoutCache>): Cut | undefined {
  const { filepath, ...settings } = file.options;
  const { endOfLine = "lf" } = settings;
  if (!filepath?.endsWith(".ts") || !Object.keys(settings).every((name) => KNOWN_OPTIONS.has(name))) return undefined;
  if (endOfLine !== "lf" && endOfLine !== "auto") return undefined;
  try {
    const statements = cutFile(file.text);
    const key = JSON.stringify(settings);
    const cache = caches.get(key) ?? new LayoutCache(file.options);
    caches.set(key, cache);
    return { file, cache, statements };
  } catch (error) {
    if (error instanceof Doubtful) return undefined;
    throw error;
  }
}

const piecesOf = (statements: readonly Statement[]): Piece[] =>
  statements.flatMap(({ piece, body }) => [piece, ...piecesOf(body)]);

/** Puts the statements of a file together again; nothing where `run` does not stand where it is known to. */
function join(statements: readonly Statement[], texts: ReadonlyMap<Piece, string>): string | undefined {
  let text = "";
  for (const { piece, blankBefore, body } of statements) {
    const own = texts.get(piece);
    const inner = body.length === 0 ? undefined : join(body, texts);
    const whole = inner === undefined || own === undefined ? own : insertBody(own, inner);
    if (whole === undefined) return undefined;
    text += `${blankBefore ? "\n" : ""}${whole}\n`;
  }
  return text;
}

function insertBody(around: string, body: string): string | undefined {
  const line = new RegExp(`^([ \\t]*)${BODY};?\\n`, "m").exec(around);
  if (!line || line[1] !== /^[ \t]*/.exec(body)?.[0]) return undefined;
  return around.slice(0, line.index) + body + around.slice(line.index + line[0].length);
}
