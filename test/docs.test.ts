import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, describe, expect, it, test, vi } from "vitest";
import { build, type BuildResult, check } from "../src/build.js";
import { catalogue } from "../src/diagnostics/catalogue.js";
import { sharingLibraries } from "./support/shared-libraries.js";
import { makeProject, readTree } from "./support/project.js";

// Every example in the documents is compiled as it stands, so that neither they nor the compiler can drift.

vi.mock("ts-morph", async (load) => {
  const library = await load<typeof import("ts-morph")>();
  return { ...library, ts: { ...library.ts, createCompilerHost: sharingLibraries(library.ts.createCompilerHost) } };
});

// Each build has a thread of its own, and a time limit: more of them at once than this would only wait for each other.
vi.setConfig({ maxConcurrency: 3 });

/** A fenced block of TypeScript: ```` ```ts wrong ```` is of the kind `wrong`. */
interface Snippet {
  readonly section: string;
  readonly kind: string;
  readonly line: number;
  readonly code: string;
}

interface Document {
  /** The headings of the second level. */
  readonly sections: readonly string[];
  readonly snippets: readonly Snippet[];
}

type Files = Readonly<Record<string, string>>;

const diagnostics = readDocument("diagnostics.md");
const language = readDocument("language.md");
/** The codes that only the type check gives: it is left out elsewhere, for it takes its time. */
const fromTypeCheck = [
  "type-error",
  "case-never-chosen",
  "unawaited-promise",
  "input-does-not-fit",
  "contract-differs",
  "task-differs",
];
const projects: string[] = [];
/** Definitions and output of what compiles, for one type check of all. */
const compiled: string[] = [];

describe("docs/diagnostics.md", { concurrent: true }, () => {
  it("has a section for each code of the catalogue, in its order, and no other", () => {
    expect(diagnostics.sections).toEqual(Object.keys(catalogue));
  });

  it("has a wrong example and a right one in each section", () => {
    const kinds = diagnostics.snippets.map(({ section, kind }) => `${section}: ${kind}`);
    const wanted = diagnostics.sections.flatMap((code) => [`${code}: wrong`, `${code}: right`]);
    expect(kinds.filter((one) => /: (wrong|right)$/.test(one))).toEqual(wanted);
  });

  test.each(ofKind(diagnostics, "wrong"))("$section: wrong, line $line", async (one) => {
    const cwd = prepare(diagnostics, one);
    const options = { cwd, cache: false, typecheck: fromTypeCheck.includes(one.section) };
    const result = await (one.section === "stale-output" ? check(options) : build(options));
    expect([...new Set(result.diagnostics.map(({ code }) => code))], messages(result)).toEqual([one.section]);
  });

  test.each(ofKind(diagnostics, "right"))("$section: right, line $line", async (one) => {
    const cwd = prepare(diagnostics, one);
    await compile(cwd, fromTypeCheck.includes(one.section));
    if (one.section === "stale-output") expect((await check({ cwd, cache: false, typecheck: false })).ok).toBe(true);
  });
});

describe("docs/language.md", { concurrent: true }, () => {
  test.each(definitionsOf(language))("$section, line $line", async ({ excerpts, ...definition }) => {
    const output = await compile(prepare(language, definition));
    for (const { code } of excerpts) {
      for (const [path, excerpt] of Object.entries(filesOf(code))) {
        const actual = output[path.replace(/^generated\//, "")] ?? "";
        expect(withoutLayout(actual).includes(withoutLayout(excerpt)), `${path} is:\n${actual}`).toBe(true);
      }
    }
  });
});

describe("what compiles in both", () => {
  it("has no type errors", () => {
    const tsconfig = join(projects[0] ?? "", "tsconfig.json");
    const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(tsconfig, ".."));
    const program = ts.createProgram(compiled, options);
    const own = program.getSourceFiles().filter(({ fileName }) => compiled.includes(fileName));
    const found = own.flatMap((one) => [
      ...program.getSyntacticDiagnostics(one),
      ...program.getSemanticDiagnostics(one),
    ]);
    const sentences = found.map(({ file, start = 0, messageText }) => {
      const line = file?.text.slice(0, start).split("\n").length;
      return `${ts.flattenDiagnosticMessageText(messageText, "\n")}, in line ${line} of\n${file?.text}`;
    });
    expect(sentences).toEqual([]);
  });
});

afterAll(() => {
  for (const root of projects) rmSync(root, { recursive: true, force: true });
});

function readDocument(name: string): Document {
  const lines = readFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), "utf8").split("\n");
  const sections: string[] = [];
  const snippets: Snippet[] = [];
  let open: { kind: string | undefined; from: number } | undefined;
  for (const [index, line] of lines.entries()) {
    const fence = /^```(\w*) ?(\w*)$/.exec(line);
    if (open && line === "```") {
      const { kind, from } = open;
      const code = lines.slice(from, index).join("\n");
      if (kind !== undefined) snippets.push({ section: sections.at(-1) ?? "", kind, line: from, code });
      open = undefined;
    } else if (!open && fence) {
      open = { kind: fence[1] === "ts" ? fence[2] || "definition" : undefined, from: index + 1 };
    } else if (!open && line.startsWith("## ")) sections.push(line.slice("## ".length));
  }
  return { sections, snippets };
}

const ofKind = ({ snippets }: Document, kind: string): Snippet[] => snippets.filter((one) => one.kind === kind);

/** Each example that compiles by itself, with the excerpts of its output that stand below it. */
function definitionsOf({ snippets }: Document): (Snippet & { readonly excerpts: Snippet[] })[] {
  const found: (Snippet & { readonly excerpts: Snippet[] })[] = [];
  for (const snippet of snippets) {
    if (snippet.kind === "generated") found.at(-1)?.excerpts.push(snippet);
    else if (snippet.kind !== "prelude") found.push({ ...snippet, excerpts: [] });
  }
  return found;
}

/** A line `// definitions/mail.ts` names the file that follows; what stands before the first is a definition module. */
function filesOf(code: string, prelude = ""): Files {
  const [unnamed = "", ...parts] = code.split(/^\/\/ ((?:[\w.-]+\/)*[\w.-]+\.ts)$\n?/m);
  const files: Record<string, string> =
    unnamed.trim() === "" ? {} : { "definitions/flow.ts": `${prelude}\n${unnamed}` };
  for (let at = 0; at < parts.length; at += 2) files[parts[at] ?? ""] = parts[at + 1] ?? "";
  return files;
}

/** Makes a project of an example, with the shared files that it imports. */
function prepare(document: Document, { code }: Snippet): string {
  const files = filesOf(code, ofKind(document, "prelude")[0]?.code);
  const text = Object.values(files).join("\n");
  const shared = ofKind(document, "shared").flatMap((one) => Object.entries(filesOf(one.code)));
  const imported = shared.filter(([path]) => text.includes(`"./${basename(path, ".ts")}.js"`));
  const root = makeProject({
    // As wide as the documents: what is broken differently may have other parentheses.
    ".prettierrc.json": '{ "printWidth": 120 }',
    ...Object.fromEntries(imported),
    ...files,
    ...(text.includes(HOOKS) && reactHooks),
  });
  projects.push(root);
  return root;
}

const HOOKS = "@trigger.dev/react-hooks";

/** What examples use of a package that is not installed here, as it is declared there. */
const reactHooks = {
  "react-hooks.d.ts": `declare module "${HOOKS}" {
  import type { AnyTask, RealtimeRun } from "@trigger.dev/sdk";

  export function useRealtimeRun<T extends AnyTask>(
    runId?: string,
    options?: { accessToken?: string; stopOnCompletion?: boolean },
  ): { run: RealtimeRun<T> | undefined; error: Error | undefined; stop: () => void };
}
`,
};

/** Builds a project, without diagnostics; gives its output. */
async function compile(cwd: string, typecheck = false): Promise<Files> {
  const result = await build({ cwd, cache: false, typecheck });
  expect(messages(result)).toBe("");
  const paths = Object.keys(readTree(cwd)).filter((path) => path.endsWith(".ts"));
  compiled.push(...paths.map((path) => join(cwd, path)));
  return readTree(join(cwd, result.output));
}

const messages = ({ diagnostics: found }: BuildResult): string =>
  found.map(({ code, message, span }) => `${code} ${span?.file}:${span?.start} ${message}`).join("\n");

/** Documents are formatted by themselves: an excerpt stands further to the left, and may break elsewhere. */
const withoutLayout = (code: string): string => code.replace(/\s+/g, "").replace(/,(?=[)\]}>])/g, "");
