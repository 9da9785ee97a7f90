import fc from "fast-check";
import { globSync } from "tinyglobby";
import { readFileSync } from "node:fs";
import { format, type Options } from "prettier";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { formatWith } from "../src/format/format.js";
import { draft, flowsDraft, renamed, renaming } from "./support/drafts.js";

/** How often prettier was asked, and for what. */
const asked: string[] = [];

vi.mock("prettier", async (importOriginal) => {
  const prettier = await importOriginal<typeof import("prettier")>();
  return {
    ...prettier,
    format: (text: string, options: Options) => {
      asked.push(text);
      return prettier.format(text, options);
    },
  };
});

const settings: readonly Options[] = [
  { printWidth: 80 },
  { printWidth: 100 },
  { printWidth: 120 },
  { singleQuote: true },
  { semi: false },
  { useTabs: true },
  { useTabs: true, tabWidth: 4, printWidth: 100 },
  { tabWidth: 4 },
  { tabWidth: 8, printWidth: 140 },
  { trailingComma: "none" },
  { arrowParens: "avoid" },
  { bracketSpacing: false },
  { objectWrap: "collapse" },
  { quoteProps: "consistent", trailingComma: "es5" },
];

interface File {
  readonly path: string;
  readonly text: string;
}

/** Formats files in pieces, and compares each with what prettier makes of the whole of it. */
async function expectAgreement(files: readonly File[], options: Options): Promise<void> {
  const unformatted = files.map(({ path, text }) => ({
    path,
    text,
    options: { ...options, filepath: `/project/${path}` },
  }));
  const formatted = await formatWith(unformatted);
  for (const [index, file] of unformatted.entries()) {
    expect(formatted[index]?.text, file.text).toBe(await format(file.text, file.options));
  }
}

beforeEach(() => void asked.splice(0));
afterEach(() => void asked.splice(0));

describe("formatting in pieces is formatting", () => {
  const paths = globSync(["generated/**/*.ts", "test/cases/*/expected/**/*.ts"]).sort();
  const written = paths.map((path): File => ({ path, text: readFileSync(path, "utf8") }));

  test.each(settings)("what has been generated, under %j", async (options) => {
    const own = written.filter((_, index) => (index + settings.indexOf(options)) % 4 === 0);
    await expectAgreement(own, options);
  });

  test.each(settings)("names and payloads of any length, under %j", async (options) => {
    const drafts = fc.sample(fc.tuple(draft, renaming, renaming, renaming), {
      numRuns: 6,
      seed: settings.indexOf(options) + 1,
    });
    const texts = drafts.flatMap(([text, ...renamings]) => [text, ...renamings.map((one) => renamed(text, one))]);
    await expectAgreement(
      texts.map((text, index) => ({ path: `${index}.ts`, text })),
      options,
    );
  });

  test("one statement of every width around the edge of the line", async () => {
    const files = Array.from({ length: 60 }, (_, length) => {
      const name = `a${"b".repeat(length)}`;
      return { path: `${length}.ts`, text: widths(name) };
    });
    for (const options of [{ printWidth: 80 }, { printWidth: 100, tabWidth: 4 }]) await expectAgreement(files, options);
  });
});

const widths = (name: string): string => `import type { ${name}, Other } from "./other.js";

/** ${name} */
export const example = task({
  id: "${name}",
  run: async (input: Payload<${name}>) => {
    // Step 1: ${name}
    const first = await tasks.triggerAndWait<First>("first", { id: input.${name}, text: "${name}", ${name}: 1 }, { idempotencyKey: "first" }).unwrap();
    const ${name} = await tasks.triggerAndWait<Other>("other", first, { idempotencyKey: "other" }).unwrap();
    if (!${name}.ok) throw new SubtaskUnwrapError(${name}.taskIdentifier, first.id, first.error);
    ${name}.list.push(first.output);
    report(${name});
    const short = choose("${name}").other.${name};
    return { ${name}, other: pick(${name}).value, last: first === "" ? first : ${name}.first };
  },
});
`;

describe("what only looks alike is told apart", () => {
  const long = "wherever".repeat(3);
  test.each([
    ["a short name and a long one before a chain", "z.first(one).second(two);", "reader.first(one).second(two);"],
    [
      "short names, by the width of a tab",
      `abcd.first(${long}, one).second(${long}, two).third();`,
      `abcde.first(${long}, one).second(${long}, two).third();`,
    ],
    [
      "a class and a value before a chain",
      `const a = Reader.first(${long}).second(${long}, two);`,
      `const a = reader.first(${long}).second(${long}, two);`,
    ],
    [
      "a lone argument, short and long",
      `const ${long}${long}: Name<Of> = object.${long}.pick(short);`,
      `const ${long}${long}: Name<Of> = object.${long}.pick(${long});`,
    ],
    [
      "a lone string, short and long",
      `const ${long}${long}: Name<Of> = object.${long}.pick("short");`,
      `const ${long}${long}: Name<Of> = object.${long}.pick("${long}");`,
    ],
    [
      "a short key and a long one",
      `const a = { key: ${long}.${long}.${long}.${long} };`,
      `const a = { lengthy: ${long}.${long}.${long}.${long} };`,
    ],
    [
      "a property that is broken whatever its width",
      "const a = { b: c.d(1) };",
      "f({ b: c.d(() => { return 1; }) });",
      "const g = { h: i.j(() => { return 2; }) };",
    ],
    [
      "a simple argument and another",
      "const a = b.c({ d: e }).f().g();",
      "f({ d: e((h) => h.i) });",
      "const j = k.l({ m: n((o) => o.p) }).q().r();",
    ],
    [
      "`in` in the head of a loop",
      "for (const a = { b: c }; d; e) f();",
      "f({ b: c in d });",
      "for (const g = { h: i in j }; k; l) m();",
    ],
    ["a property with a line of its own", "const a = { b: c };", "const a = {\n  b: c };"],
    ["properties, close and apart", "const a = {\n  b: c,\n  d: e };", "const a = {\n  b: c,\n\n  d: e };"],
    [
      "the last member of a type",
      "type A = { b: string };",
      "type C = { d: string; e: number };",
      "type F = { g: number };",
      "type H = { i: number; j: string };",
    ],
    [
      "members of types and of interfaces",
      "type A = { b: string; c: number };",
      "interface A { b: string; c: number }",
    ],
    ["properties of values and of types", "const a = { b: c };", "type A = { b: C };"],
    ["a comment with a property", "const a = {\n  b: c };", "const a = {\n  // d\n  b: c };"],
    [
      "a test and a call",
      `call("${long}", async () => { await ${long}(); });`,
      `test("${long}", async () => { await ${long}(); });`,
    ],
    ["keys that need quotes", 'const a = { "b": c, d: e };', 'const a = { "b-c": c, d: e };'],
    ["quotes in strings", 'const a = "it is";', 'const a = "it\'s";'],
    ["a reserved word and a name", "const a = this.b(c).d(e).f(g);", "const a = that.b(c).d(e).f(g);"],
  ])("%s", async (_, ...texts) => {
    for (const options of [
      { printWidth: 80 },
      { printWidth: 60, tabWidth: 4 },
      { printWidth: 100, bracketSpacing: false, singleQuote: true },
      { printWidth: 20, tabWidth: 8 },
    ]) {
      const files = texts.map((text, index) => ({ path: `${index}.ts`, text: `${text}\n` }));
      await expectAgreement(files, options);
      await expectAgreement(files.reverse(), options);
    }
  });
});

describe("what is known is not asked again", () => {
  test("statements that differ in their words only go to prettier once", async () => {
    const files = Array.from({ length: 60 }, (_, length) => ({
      path: `${length}.ts`,
      text: widths(`long${"er".repeat(length)}`),
    }));
    await formatWith(files.map((file) => ({ ...file, options: { filepath: `/project/${file.path}` } })));
    expect(asked.length).toBeLessThan(12);
  });

  test.each([
    ["a template over lines", "const a = `x\n  y`;"],
    ["a regular expression", "const a = /[`'\"]/;"],
    ["another language", "const a = css`a { b: c }`;"],
    ["a comment at the end of a line", "const a = 1; // one\nconst b   = 2;"],
    ["a comment that is not of one column", "/* a\n  b */\nconst a = 1;"],
    ["a comment alone", "const a = 1;\n// the end"],
    ["ignored code", "// prettier-ignore\nconst a   = 1;"],
    ["no semicolons", "const a = 1\nconst b = [a,\n  2]\n\n\nfunction c() { return a }\nc()"],
    ["strings for one's own eyes", "const a = { \"b-c\": 'it\\'s', 'b': \"b\", \"d\": 'b' };"],
  ])("%s", async (_, text) => {
    await expectAgreement(
      [
        { path: "a.ts", text },
        { path: "b.ts", text: `${text}\n` },
      ],
      {},
    );
  });

  test("settings that are not known leave all to prettier", async () => {
    const text = "const a = b   +  c;";
    await expectAgreement([{ path: "a.ts", text }], { experimentalOperatorPosition: "start" });
    expect(asked).toContain(text);
  });
});

describe("FLOWS.md", () => {
  test("is printed as prettier prints it", async () => {
    const files = fc.sample(flowsDraft, { numRuns: 10, seed: 1 }).map((text) => ({ path: "FLOWS.md", text }));
    for (const options of [{}, { proseWrap: "always" }, { useTabs: true, tabWidth: 4 }] as const)
      await expectAgreement(files, options);
  });

  test("prettier is asked about prose that may mean something only", async () => {
    const text =
      "# Flows\n\n## One\n\nPlain prose: no more than that.\n\n```mermaid\nflowchart LR\n  n0\n```\n\n## Two\n\nSome \\*stars\\* in it.\n";
    await formatWith([{ path: "FLOWS.md", text, options: { filepath: "/project/FLOWS.md" } }]);
    expect(asked).toEqual(["Some \\*stars\\* in it."]);
  });
});
