// Writes a synthetic project: a registry of a few hundred tasks, tracks of ten steps, ten tracks to an orchestrator.
// Half of the steps have mappers, every track has one `forEach`. Names, payloads and mappers are varied on purpose:
// what formatting or lifting could share between files of one pattern would flatter the figures.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomFrom } from "./random.mjs";

const verbs =
  "analyse build cancel charge check collect combine compress convert copy create deduct detect download encode enrich estimate export extract fetch filter generate import index label link load match merge move notify ocr pack parse plan price publish quote rank record refund render reserve resolve review route scan score send ship sign split stamp store strip summarise sync tag track transcode translate update upload validate verify vote wrap write".split(
    " ",
  );
const objects =
  "account address ad archive audio badge balance basket bill booking branch budget caption catalogue chart claim clip contract coupon crop customer dataset delivery diagram document draft email event face feed frame gift goods header image inbox invoice item job key label ledger licence list loan manifest map member message model note offer order page parcel payment permit photo picture plan playlist poster price profile project quote rating receipt record region report route sample scene score segment seller session shelf shipment signal slot song source stock subtitle survey table thumbnail ticket title token transcript trip user vat vehicle video voice wallet".split(
    " ",
  );
const qualifiers = [
  "",
  "",
  "",
  "",
  "_v2",
  "_batch",
  "_pdf",
  "_for_review",
  "_from_partner",
  "_in_region",
  "_with_retry",
  "_quickly",
  "_eu",
  "_a4",
  "_by_customer_number",
];
const fields =
  "id url title total count rate size at currency quality reference language owner ownerEmail amountInCents durationSeconds checksum contentType createdAt externalReference storageKey pageCount startOffset width region statusMessage retryCount confidence".split(
    " ",
  );
const areas = "billing media shipping catalogue support ledger search risk partners reporting onboarding archive".split(
  " ",
);
const TASKS = 300;
const KINDS = 24;

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const singular = (name) => name.replace(/s$/, "");
const typeOf = (field) =>
  /^(total|count|rate|size|at|amountInCents|durationSeconds|pageCount|startOffset|width|retryCount|confidence)$/.test(
    field,
  )
    ? "number"
    : "string";

/** A record of data that tasks take and give; some hold a list of records. */
function kindOf(index, random) {
  const own = new Set();
  const count = 1 + random.below(4);
  while (own.size < count) own.add(random.pick(fields));
  const object = random.pick(objects);
  const listed = index % 3 === 0 ? { name: `${object}s`, fields: [...own].slice(0, 2) } : undefined;
  return { fields: [...own], listed };
}

function tasksOf(random) {
  const kinds = Array.from({ length: KINDS }, (_, index) => kindOf(index, random));
  const tasks = new Map();
  while (tasks.size < TASKS) {
    const id = `${random.pick(verbs)}_${random.pick(objects)}${random.pick(qualifiers)}`;
    tasks.set(id, { id, takes: kinds[tasks.size % KINDS], gives: random.pick(kinds) });
  }
  return { kinds, tasks: [...tasks.values()] };
}

const fieldSchema = (field) => `${field}: z.${typeOf(field)}()`;

function schemaOf({ fields: own, listed }) {
  const list = listed ? [`${listed.name}: z.array(z.object({ ${listed.fields.map(fieldSchema).join(", ")} }))`] : [];
  return `z.object({ ${[...own.map(fieldSchema), ...list].join(", ")} })`;
}

function registry({ kinds, tasks }) {
  const schemas = kinds.map((kind, index) => `const kind${index} = ${schemaOf(kind)};`);
  const entries = tasks.map(
    ({ id, takes, gives }) => `  ${id}: { input: kind${kinds.indexOf(takes)}, output: kind${kinds.indexOf(gives)} },`,
  );
  return `import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

${schemas.join("\n")}

export const tasks = defineTasks({
${entries.join("\n")}
});

export const { defineTrack, defineOrchestrator } = createFlow(tasks);
`;
}

/** An expression of the wanted type, from what is known there: `sources` is a list of [expression, kind]. */
function expressionFor(field, sources, random) {
  const type = typeOf(field);
  const known = sources.flatMap(([from, of]) =>
    of.filter((name) => typeOf(name) === type).map((name) => `${from}.${name}`),
  );
  const read = known.length > 0 ? random.pick(known) : undefined;
  if (type === "number") {
    if (!read) return random.pick(["0", "10", "1_000", "24 * 60 * 60"]);
    return random.chance(0.7)
      ? read
      : random.pick([`Math.round(${read} * 100)`, `Math.max(1, ${read})`, `${read} / 2`]);
  }
  if (!read) return random.pick(['"eu-west-1"', '"draft"', '"A reference that nobody reads"', "defaultLanguage"]);
  if (random.chance(0.7)) return read;
  return random.pick([
    `${read}.trim()`,
    `\`${random.pick(objects)}/\${${read}}\``,
    `${read}.toLowerCase()`,
    `${read} === "" ? defaultLanguage : ${read}`,
  ]);
}

function payloadFor({ takes }, sources, random) {
  const entries = takes.fields.map((field) => `${field}: ${expressionFor(field, sources, random)}`);
  const list = takes.listed ? [`${takes.listed.name}: []`] : [];
  return `{ ${[...entries, ...list].join(", ")} }`;
}

function mapper(parameters, payload, random) {
  if (random.chance(0.9)) return `inputMapper: (${parameters}) => (${payload})`;
  return `inputMapper: (${parameters}) => {\n        const payload = ${payload};\n        return payload;\n      }`;
}

const objectOf = (fieldNames) => `{ ${fieldNames.join(", ")} }`;

/** Ten steps. Every second one is mapped, the sixth runs once per item. */
function track(name, { tasks, kinds }, random) {
  const lists = tasks.filter(({ gives }) => gives.listed);
  const input = random.pick(kinds);
  const used = new Set();
  const choose = (of) => {
    const free = of.filter(({ id }) => !used.has(id));
    const task = random.pick(free.length > 0 ? free : tasks.filter(({ id }) => !used.has(id)));
    used.add(task.id);
    return task;
  };
  const steps = [];
  let prev = input;
  for (let index = 0; index < 10; index++) {
    const parameter = random.pick(["prev", "value", singular(random.pick(objects)), "before"]);
    if (index === 5) {
      const task = choose(tasks);
      const { listed } = prev;
      const payload = payloadFor(
        task,
        [
          ["item", listed.fields],
          ["input", input.fields],
        ],
        random,
      );
      steps.push(
        `{\n      taskName: "${task.id}",\n      forEach: (${parameter}) => ${parameter}.${listed.name},\n      inputMapper: (item, { input }) => (${payload}),\n    }`,
      );
      prev = { fields: task.gives.fields, isArray: true };
    } else if (index === 6) {
      const task = choose(tasks);
      const count = task.takes.fields.map((field) => {
        const from = prev.fields.find((one) => typeOf(one) === typeOf(field));
        if (typeOf(field) === "number") return `${field}: ${parameter}.length`;
        return from ? `${field}: ${parameter}.map(({ ${from} }) => ${from}).join(",")` : `${field}: "none"`;
      });
      const list = task.takes.listed ? [`${task.takes.listed.name}: []`] : [];
      steps.push(`{ taskName: "${task.id}", inputMapper: (${parameter}) => (${objectOf([...count, ...list])}) }`);
      prev = task.gives;
    } else if (index % 2 === 0) {
      const task = choose(index === 4 ? lists : tasks);
      const sources = [
        [parameter, prev.fields],
        ["input", input.fields],
      ];
      const payload = payloadFor(task, random.chance(0.5) ? sources : sources.slice(0, 1), random);
      const parameters = payload.includes("input.") ? `${parameter}, { input }` : parameter;
      steps.push(`{\n      taskName: "${task.id}",\n      ${mapper(parameters, payload, random)},\n    }`);
      prev = task.gives;
    } else {
      const fits = tasks.filter(({ takes }) => takes === prev);
      const free = fits.filter(({ id }) => !used.has(id));
      const task = random.pick(free.length > 0 ? free : fits);
      // A task may well run twice in one track; its step needs a name of its own then.
      const again = used.has(task.id) ? `, name: "${task.id}_again_${index}"` : "";
      used.add(task.id);
      steps.push(`{ taskName: "${task.id}"${again} }`);
      prev = task.gives;
    }
  }
  const text = `/** ${capital(random.pick(verbs))}s every ${random.pick(objects)} of a ${random.pick(objects)}. */
export const ${name.charAt(0).toLowerCase()}${name.slice(1)} = defineTrack({
  name: "${name}",
  input: ${schemaOf({ fields: input.fields })},
  tasks: [
    ${steps.join(",\n    ")},
  ],
});`;
  return { name, text, input, gives: prev };
}

/** Ten tracks, of which three wait for others, and a result that reads some of them. */
function orchestrator(name, tracks, random) {
  const waiting = [3, 6, 9].filter((index) => index < tracks.length);
  const input = [...new Set(tracks.flatMap((one) => one.input.fields))];
  const dependencies = waiting.map(
    (index) => `    ${tracks[index].name}: ["${tracks[index - 1].name}", "${tracks[index - 2].name}"],`,
  );
  const mappings = waiting.map((index) => {
    const entries = tracks[index].input.fields.map((field) => {
      const from = [tracks[index - 1], tracks[index - 2]].find(({ gives }) => gives.fields.includes(field));
      return `${field}: ${from ? `outputs.${from.name}.${field}` : `input.${field}`}`;
    });
    return `    ${tracks[index].name}: (outputs, input) => ({ ${entries.join(", ")} }),`;
  });
  const results = tracks
    .slice(-3)
    .map((one, index) => `result${index + 1}: outputs.${one.name}.${random.pick(one.gives.fields)}`);
  return `/** Runs the ${random.pick(objects)} tracks. */
export const ${name.charAt(0).toLowerCase()}${name.slice(1)} = defineOrchestrator({
  name: "${name}",
  input: ${schemaOf({ fields: input })},
  tracks: [${tracks.map((one) => `tracks.${one.name.charAt(0).toLowerCase()}${one.name.slice(1)}`).join(", ")}],
  trackDependencies: {
${dependencies.join("\n")}
  },
  trackInputMappings: {
${mappings.join("\n")}
  },
  output: (outputs) => ({ ${results.join(", ")} }),
});`;
}

/** The files of a project with so many tracks, by path. */
export function syntheticProject(tracks, seed = 1) {
  const random = randomFrom(seed);
  const all = tasksOf(random);
  const files = new Map([["definitions/registry.ts", registry(all)]]);
  const names = new Set();
  const newName = (ending) => {
    for (;;) {
      const name = `${capital(random.pick(verbs))}${capital(random.pick(objects))}${random.chance(0.5) ? capital(random.pick(objects)) : ""}${ending}`;
      if (!names.has(name) && names.add(name)) return name;
    }
  };
  for (let group = 0; group * 10 < tracks; group++) {
    const folder = `definitions/${random.pick(areas)}-${group + 1}`;
    const own = Array.from({ length: Math.min(10, tracks - group * 10) }, () => track(newName("Track"), all, random));
    const head = `import { z } from "zod";\n`;
    const language = `const defaultLanguage = "${random.pick(["en", "de-CH", "fr"])}";`;
    const text = own.map((one) => one.text).join("\n\n");
    files.set(
      `${folder}/tracks.ts`,
      `${head}import { defineTrack } from "../registry.js";\n\n${language}\n\n${text}\n`,
    );
    files.set(
      `${folder}/orchestrator.ts`,
      `${head}import { defineOrchestrator } from "../registry.js";\nimport * as tracks from "./tracks.js";\n\n${orchestrator(newName("Orchestrator"), own, random)}\n`,
    );
  }
  return files;
}

const tsconfig = {
  compilerOptions: {
    target: "ES2023",
    lib: ["ES2023"],
    module: "NodeNext",
    moduleResolution: "NodeNext",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  },
  include: ["definitions", "generated"],
};

/** Writes such a project into an empty folder. */
export function writeProject(folder, tracks) {
  const files = new Map(syntheticProject(tracks));
  files.set("tsconfig.json", `${JSON.stringify(tsconfig, undefined, 2)}\n`);
  files.set("package.json", `${JSON.stringify({ name: "synthetic", private: true, type: "module" })}\n`);
  files.set(".prettierrc.json", `{ "printWidth": 120 }\n`);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
