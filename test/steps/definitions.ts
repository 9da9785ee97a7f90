import { idOf, nameOf, type Case, type Compensate, type Formula, type Step, type Target, type Track, type Way } from "./tracks.js"; // prettier-ignore
import type { Type } from "./types.js";

export const registry = `import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  work: { input: z.number(), output: z.number() },
  list: { input: z.number(), output: z.array(z.number()) },
  sum: { input: z.array(z.number()), output: z.number() },
  undo: { input: z.number(), output: z.number() },
});
export const { defineCompositeTrack, defineTrack } = createFlow(tasks);
`;

/** A module of definitions, as a user writes them. */
export const moduleOf = (flows: readonly (readonly [number, Track])[]): string =>
  [
    'import { z } from "zod";',
    'import { defineCompositeTrack, defineTrack } from "./registry.js";',
    'import { letterOf, listOf, mix } from "./values.js";',
    ...flows.flatMap(([flow, track]) => tracksIn(track).map((one) => definitionOf(flow, one))),
  ].join("\n");

/** A track after all that it runs, each once. */
function tracksIn(track: Track): Track[] {
  const targets = [...track.steps.flatMap(targetsOf), ...(track.graph?.nodes.map(({ target }) => target) ?? [])];
  return [...new Set([...targets.flatMap((target) => ("track" in target ? tracksIn(target.track) : [])), track])];
}

function targetsOf(step: Step): Target[] {
  if (step.kind === "run") return [step.target];
  return step.kind === "branch" ? [...step.cases, ...(step.otherwise ? [step.otherwise] : [])] : [];
}

function definitionOf(flow: number, track: Track): string {
  const { graph } = track;
  const fields = [
    `name: "${nameOf(flow, track)}"`,
    ...(track.hasSchema ? [`input: ${schemaOf(track.input)}`] : []),
    ...(graph ? ['type: "composite"'] : []),
    `tasks: [${track.steps.map((step) => `\n    ${stepOf(flow, step)},`).join("")}]`,
    ...(graph
      ? [
          listed("subTracks", graph.nodes, ({ name, target }) => `{ ${targetOf(flow, target)}, name: "${name}" }`),
          `subTrackInputMappings: { ${graph.nodes.flatMap(({ name, mapper }) => (mapper ? `${name}: ${print(mapper)}` : [])).join(", ")} }`,
          ...optional("mergeStrategy", graph.merge),
        ]
      : []),
  ];
  const define = graph ? "defineCompositeTrack" : "defineTrack";
  return `const ${variableOf(flow, track)} = ${define}({\n  ${fields.join(",\n  ")},\n});`;
}

const listed = <T>(name: string, all: readonly T[], print: (one: T) => string): string =>
  `${name}: [${all.map(print).join(", ")}]`;

const variableOf = (flow: number, track: Track): string => idOf(flow, { track }).replaceAll("-", "_");

const schemaOf = (type: Type): string => (type.some(({ kind }) => kind === "list") ? "z.array(z.number())" : "z.number()"); // prettier-ignore

const targetOf = (flow: number, target: Target): string =>
  "task" in target ? `taskName: "${target.task}"` : `track: ${variableOf(flow, target.track)}`;

function stepOf(flow: number, step: Step): string {
  const when = optional("when", step.when?.holds);
  // What a step runs comes first, `when` anywhere, and `forEach` before what its items are given to.
  const fields = [...kindOf(flow, step), ...when];
  return `{ ${[...(step.isNamed ? [`name: ${JSON.stringify(step.name)}`] : []), ...fields].join(", ")} }`;
}

function kindOf(flow: number, step: Step): string[] {
  switch (step.kind) {
    case "run":
      return [
        targetOf(flow, step.target),
        ...wayOf(step.way),
        ...optional("inputMapper", step.mapper),
        ...compensateOf(step.compensate),
      ];
    case "transform":
      return [`transform: ${print(step.value)}`];
    case "branch": {
      const cases = step.cases.map((one) => `${one.letter}: ${caseOf(flow, one)}`);
      const otherwise = step.otherwise ? [`default: ${caseOf(flow, step.otherwise)}`] : [];
      const fields = [`on: ${print(step.on)}`, `cases: { ${cases.join(", ")} }`, ...otherwise];
      return [`branch: { ${fields.join(", ")} }`, ...compensateOf(step.compensate)];
    }
    case "wait":
      return [`wait: { seconds: ${step.seconds} }`];
    case "wait-until":
      return [`waitUntil: ${print(step.date)}`];
    case "approval": {
      const onTimeout = step.onTimeout === undefined ? [] : [`onTimeout: ${step.onTimeout}`];
      const notify = step.notify ? [`notify: { taskName: "work", inputMapper: ${print(step.notify)} }`] : [];
      return [
        `approval: { ${[`timeout: "${step.hours}h"`, "output: z.number()", ...notify, ...onTimeout].join(", ")} }`,
      ];
    }
  }
}

function wayOf(way: Way): string[] {
  switch (way.way) {
    case "once":
      return [];
    case "fallback":
      return [`fallback: ${print(way.value)}`];
    case "repeat": {
      const delay = way.delay === undefined ? "" : `, delay: { seconds: ${way.delay} }`;
      return [`repeat: { until: ${print(way.until)}, maxTimes: ${way.maxTimes}${delay} }`];
    }
    case "for-each":
      return [
        `forEach: ${way.list === "prev" ? "(prev) => prev" : print(way.list)}`,
        ...(way.concurrency === undefined ? [] : [`concurrency: ${way.concurrency}`]),
        ...(way.isCollected ? ['onItemFailure: "collect"'] : []),
      ];
  }
}

const compensateOf = (compensate: Compensate | undefined): string[] =>
  compensate
    ? [`compensate: { ${['taskName: "undo"', ...optional("inputMapper", compensate.mapper)].join(", ")} }`]
    : [];

const caseOf = (flow: number, { track, mapper }: Case): string =>
  mapper ? `{ track: ${variableOf(flow, track)}, inputMapper: ${print(mapper)} }` : variableOf(flow, track);

const optional = (name: string, formula: Formula | undefined): string[] =>
  formula ? [`${name}: ${print(formula)}`] : [];

/** A function, in one of the forms in which people write them. */
function print({ salt, first, reads, steps, gives, form }: Formula): string {
  const beside = [...reads.filter((one) => one !== first), ...(steps.length > 0 ? ["outputs"] : [])];
  const isWhole = form === "context" && beside.length > 0;
  const from = isWhole ? "context." : "";
  const values = [
    ...reads.map((one) => (one === "error" ? "error.message" : one === first ? one : `${from}${one}`)),
    ...steps.map((one) => `${from}outputs[${JSON.stringify(one)}]`),
  ];
  const context = beside.length === 0 ? [] : [isWhole ? "context" : `{ ${beside.join(", ")} }`];
  const isRead = reads.includes(first);
  const own = first === "context" || (!isRead && context.length === 0) ? [] : [isRead ? first : `_${first}`];
  const parameters = `(${[...own, ...context].join(", ")})`;
  const mixed = `mix(${[salt, ...values].join(", ")})`;
  switch (form) {
    case "expression":
    case "context":
      return `${parameters} => ${made(gives, mixed)}`;
    case "block":
      return `${parameters} => { const n = ${mixed}; return ${made(gives, "n")}; }`;
    case "async":
      return `async ${parameters} => await Promise.resolve(${made(gives, mixed)})`;
  }
}

function made(gives: Formula["gives"], n: string): string {
  switch (gives) {
    case "number":
      return n;
    case "list":
      return `listOf(${n})`;
    case "text":
      return `String(${n})`;
    case "truth":
      return `${n} % 3 > 0`;
    case "letter":
      return `letterOf(${n})`;
    case "past":
      return `new Date(${n} * 1000)`;
  }
}
