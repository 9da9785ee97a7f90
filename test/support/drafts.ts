import fc from "fast-check";
import { isFixedWord } from "../../src/format/fixed-words.js";

// Drafts as the compiler prints them: the statements of its templates, with names and expressions of any kind and
// length in them. What is fixed in them is fixed in `templates/`.

const letters = "abcdefghijklmnopqrstuvwxyz";
const stem = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 });
const words = fc.array(stem, { minLength: 1, maxLength: 4 });
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The reserved words among them get another letter. */
const name = words
  .map(([first = "", ...rest]) => `${first}${rest.map(capital).join("")}`)
  .map((text) => (/^(?:do|if|in|of|as|is|for|new|let|var|try)$/.test(text) ? `${text}x` : text));
const typeName = words.map((parts) => parts.map(capital).join(""));
const taskId = words.map((parts) => parts.join("_"));
const text = fc.oneof(
  taskId,
  fc.constantFrom("it's", 'say \\"so\\"', "", "ümlaut → 漢字", "back\\\\slash", "A reference that nobody reads"),
);

const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));

const { expression } = fc.letrec<{ expression: string; object: string; property: string }>((tie) => ({
  property: fc.oneof(
    { arbitrary: fc.tuple(name, path).map(([key, value]) => `${key}: ${value}`), weight: 4 },
    { arbitrary: fc.tuple(name, tie("expression")).map(([key, value]) => `${key}: ${value}`), weight: 3 },
    { arbitrary: name, weight: 1 },
    { arbitrary: path.map((value) => `...${value}`), weight: 1 },
    { arbitrary: fc.tuple(taskId, path).map(([key, value]) => `"${key}": ${value}`), weight: 1 },
    { arbitrary: fc.tuple(taskId, path).map(([key, value]) => `"${key}-x": ${value}`), weight: 1 },
    { arbitrary: fc.tuple(name, path).map(([key, value]) => `\n// Why ${key} is here.\n${key}: ${value}`), weight: 1 },
  ),
  object: fc.oneof(
    fc.array(tie("property"), { maxLength: 5 }).map((list) => `{ ${list.join(", ")} }`),
    fc.array(tie("property"), { minLength: 1, maxLength: 3 }).map((list) => `{\n${list.join(",\n\n")}\n}`),
  ),
  expression: fc.oneof(
    { depthSize: "small" },
    path,
    text.map((one) => `"${one}"`),
    fc.constantFrom("0", "1000", "1_000", "0.5", "true", "null", "[]", "{}"),
    tie("object"),
    fc.tuple(path, path).map(([a, b]) => `\`${a.length}/\${${a}}-\${${b} + 1}\``),
    fc.tuple(path, tie("expression")).map(([a, b]) => `${a}(${b})`),
    fc.tuple(path, tie("expression"), tie("expression")).map(([a, b, c]) => `${a}(${b}, ${c})`),
    fc.tuple(path, name, tie("expression")).map(([a, b, c]) => `${a}.map((${b}) => (${c}))`),
    fc.tuple(path, name, name).map(([a, b, c]) => `${a}.filter(({ ${b} }) => ${b}).map(({ ${c} }) => ${c}).join(",")`),
    fc
      .tuple(path, name, path)
      .map(([a, b, c]) => `${a}.reduce((total, ${b}) => { const more = ${c}; return total + more; }, 0)`),
    fc.tuple(path, path, tie("expression")).map(([a, b, c]) => `${a} === ${b} ? ${b} : ${c}`),
    fc.tuple(path, path, path).map(([a, b, c]) => `${a} * ${b} + ${c}`),
    fc.tuple(path, tie("expression")).map(([a, b]) => `${a} ?? ${b}`),
    fc.array(tie("expression"), { maxLength: 4 }).map((list) => `[${list.join(", ")}]`),
    fc.tuple(path, typeName).map(([a, b]) => `${a} as ${b}[]`),
    path.map((a) => `!${a}`),
    fc.tuple(path, path).map(([a, b]) => `new Date(${a}).getTime(${b})`),
  ),
}));

const { type } = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("string", "number", "boolean", "unknown", "null"),
    typeName,
    text.map((one) => `"${one}"`),
    fc
      .array(fc.tuple(name, fc.constantFrom("", "?"), tie("type")), { maxLength: 5 })
      .map((list) => `{\n${list.map(([a, b, c]) => `    ${a}${b}: ${c};`).join("\n")}\n}`),
    tie("type").map((one) => `(${one})[]`),
    fc.tuple(tie("type"), tie("type")).map(([a, b]) => `${a} | ${b}`),
    fc.tuple(typeName, tie("type")).map(([a, b]) => `${a}<${b}>`),
  ),
}));

/** Any expression may be a payload; one that begins like a block gets parentheses, as a lifted one has. */
const payload = fc.oneof(expression, path);

const statement = fc.oneof(
  fc
    .tuple(name, typeName, taskId, payload)
    .map(
      ([a, b, c, d]) =>
        `// Step 1: ${c}\n  const ${a} = await tasks.triggerAndWait<${b}>("${c}", (${d}), { idempotencyKey: "${c}" }).unwrap();`,
    ),
  fc
    .tuple(typeName, taskId, payload)
    .map(
      ([b, c, d]) =>
        `// Step 2: ${c}\n  await tasks.triggerAndWait<${b}>("${c}", ${d}, { idempotencyKey: "${c}" }).unwrap();`,
    ),
  fc.tuple(name, expression).map(([a, b]) => `const ${a} = ${b};`),
  fc.tuple(name, name, expression).map(([a, b, c]) => `const { ${a}, other: ${b} } = ${c};`),
  path.map((a) => `if (!${a}.ok) throw new SubtaskUnwrapError(${a}.taskIdentifier, ${a}.id, ${a}.error);`),
  fc.tuple(path, expression).map(([a, b]) => `${a}.push(${b});`),
  fc.tuple(name, typeName, taskId, path, name, payload).map(
    ([a, b, c, d, e, f]) => `// Step 3: ${c}, once per item
  const ${a}: TaskOutput<${b}>[] = [];
  for (let start = 0; start < ${d}.length; start += 1000) {
    const { runs } = await tasks.batchTriggerAndWait<${b}>(
      "${c}",
      ${d}.slice(start, start + 1000).map((${e}, offset) => ({
        payload: (${f}),
        options: { idempotencyKey: \`${c} \${start + offset}\` },
      })),
    );
    for (const run of runs) {
      if (!run.ok) throw new SubtaskUnwrapError(run.taskIdentifier, run.id, run.error);
      ${a}.push(run.output);
    }
  }`,
  ),
  fc.array(fc.tuple(name, taskId, payload), { minLength: 1, maxLength: 4 }).map(
    (nodes) => `// Wave 1: ${nodes.map(([, id]) => id).join(", ")}
  const wave1 = await batch.triggerAndWait<${nodes.map(([one]) => `typeof ${one}`).join(" | ")}>([
    ${nodes.map(([, id, one]) => `{ id: "${id}", payload: (${one}), options: { idempotencyKey: "${id}" } }`).join(", ")},
  ] satisfies [${nodes.map(([one]) => `Item<typeof ${one}>`).join(", ")}]);
  const [${nodes.map(([one]) => one).join(", ")}] = wave1.runs as Runs<[${nodes.map(([one]) => `typeof ${one}`).join(", ")}]>;`,
  ),
);

const parent = fc
  .tuple(
    typeName,
    name,
    taskId,
    fc.array(statement, { minLength: 1, maxLength: 6 }),
    expression,
    fc.array(fc.tuple(name, fc.constantFrom("z.string()", "z.number()", "z.array(z.string().min(1)).optional()")), {
      maxLength: 6,
    }),
  )
  .map(
    ([title, a, id, statements, result, schema]) => `/** ${title}: what it is for. */
export const ${a} = schemaTask({
  id: "${id}",
  schema: z.object({ ${schema.map(([key, value]) => `${key}: ${value}`).join(", ")} }),
  // A task that failed has used its own retries.
  catchError: async ({ error }) => (error instanceof SubtaskUnwrapError ? { skipRetrying: true } : undefined),
  run: async (input) => {
    ${[...statements, `return ${result};`].join("\n\n")}
  },
});`,
  );

const carried = fc.oneof(
  fc
    .tuple(name, typeName, typeName, name, expression)
    .map(
      ([a, b, c, d, e]) =>
        `const ${a} = (${d}: TaskOutput<${b}>, { input }: { input: ${c} }) => {\n      const more = ${e};\n\n\n      // Why so.\n      return { more, ${d} };\n    };`,
    ),
  fc
    .tuple(name, name, type, type, expression)
    .map(([a, b, c, d, e]) => `function ${a}(${b}: ${c}): ${d} {\n  return ${e};\n}`),
  fc.tuple(typeName, type).map(([a, b]) => `type ${a} = ${b};`),
  fc
    .tuple(typeName, taskId, type, type)
    .map(([a, id, b, c]) => `/** ${id} */\nexport type ${a} = Task<"${id}", ${b}, ${c}>;`),
  fc
    .tuple(typeName, fc.array(fc.tuple(name, type), { maxLength: 3 }))
    .map(([a, list]) => `interface ${a} {\n${list.map(([b, c]) => `  readonly ${b}: ${c};`).join("\n")}\n}`),
  fc
    .tuple(typeName, fc.array(typeName, { minLength: 1, maxLength: 4 }))
    .map(([a, list]) => `enum ${a} { ${list.join(", ")} }`),
);

const imports = fc
  .array(
    fc.tuple(fc.constantFrom("import", "import type"), fc.array(typeName, { minLength: 1, maxLength: 6 }), taskId),
    { minLength: 1, maxLength: 3 },
  )
  .map((list) =>
    list.map(([keyword, names, from]) => `${keyword} { ${names.join(", ")} } from "../${from}.js";`).join("\n"),
  );

/** A file before it is formatted. */
export const draft = fc
  .tuple(imports, fc.array(carried, { maxLength: 4 }), parent)
  .map(
    ([head, declarations, task]) =>
      `// Generated by flowgen from definitions/a.ts. Do not edit.\n${[head, ...declarations, task].join("\n\n")}\n`,
  );

/** Lengths for the words of a text, used in turn. */
export const renaming = fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 45 })), {
  minLength: 50,
  maxLength: 50,
});

/** The same text with words of other lengths: what was learnt of the one is used for the other. */
export function renamed(text: string, lengths: readonly number[]): string {
  let count = 0;
  return text.replace(/(?<![\\\w$])[A-Za-z]\w*/g, (word) => {
    if (isFixedWord(word)) return word;
    const length = lengths[count++ % lengths.length] ?? 1;
    const name = letters
      .repeat(2)
      .slice(count % letters.length)
      .slice(0, length);
    const other = /^[A-Z]/.test(word) ? capital(name) : name;
    return isFixedWord(other) ? word : other;
  });
}

const prose = fc.oneof(
  fc.array(stem, { minLength: 1, maxLength: 20 }).map((list) => `${capital(list.join(" "))}.`),
  fc.constantFrom(
    "Some \\*stars\\* and \\_lines\\_.",
    "1. Not a list",
    "- Nor this",
    "A \\# and a \\| and a \\<tag\\>.",
    "Two  spaces",
    "*",
    "https://example.com/a",
  ),
);

/** `FLOWS.md` before it is formatted. */
export const flowsDraft = fc
  .array(fc.tuple(typeName, prose, taskId), { minLength: 1, maxLength: 6 })
  .map(
    (list) =>
      `<!-- Generated by flowgen. -->\n\n# Flows\n\n${list.map(([a, b, c]) => `## ${a}\n\n${b}\n\n\`tracks/${c}.ts\`\n\n\`\`\`mermaid\nflowchart LR\n  n0["${c}"]\n\`\`\``).join("\n\n")}\n`,
  );
