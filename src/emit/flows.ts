import { groupBy } from "../ir/group-by.js";
import type { DraftFile, FlowPlan, ParentPlan } from "../ir/plan.js";
import type { Standing } from "../ir/policy.js";
import type { Step } from "../ir/step.js";
import { markdownHeader } from "./header.js";

/** Prints `FLOWS.md`: a Mermaid drawing of each definition, for reviewers. */
export function emitFlows(plan: FlowPlan): DraftFile {
  const sections = plan.parents.map((parent) => {
    const doc = parent.doc === "" ? [] : [escapeMarkdown(parent.doc), ""];
    return [
      `## ${escapeMarkdown(parent.name)}`,
      "",
      ...doc,
      `\`${parent.file}\``,
      "",
      "```mermaid",
      ...draw(parent),
      "```",
    ].join("\n");
  });
  const text = [markdownHeader, "# Flows", ...sections].join("\n\n");
  return { path: "FLOWS.md", text: `${text}\n`, origins: [], span: undefined };
}

function draw(parent: ParentPlan): string[] {
  const lines: string[] = ["flowchart LR"];
  let count = 0;
  const box = (label: string): string => {
    const id = `n${count++}`;
    lines.push(`  ${id}[${escapeLabel(label)}]`);
    return id;
  };
  const link = (from: readonly string[], to: readonly string[], arrow = "-->"): void => {
    for (const a of from) for (const b of to) lines.push(`  ${a} ${arrow} ${b}`);
  };
  let ends: readonly string[] = [];
  const add = (labels: readonly string[]): void => {
    const next = labels.map(box);
    link(ends, next);
    ends = next;
  };
  for (const { step } of parent.steps) add(labelsOf(step));
  const boxes = new Map<string, string>();
  const needs = groupBy(parent.edges, ({ name }) => name);
  const needed = new Set(parent.edges.map((edge) => edge.needs));
  for (const { name, standing } of parent.nodes) boxes.set(name, box(`${name}${sayOf(standing)}`));
  for (const { name } of parent.nodes) {
    const to = [boxes.get(name) ?? ""];
    const of = needs.get(name);
    if (!of) link(ends, to);
    for (const { needs: need, isSettled } of of ?? []) link([boxes.get(need) ?? ""], to, isSettled ? "-.->" : "-->");
  }
  if (parent.nodes.length > 0)
    ends = parent.nodes.flatMap(({ name }) => (needed.has(name) ? [] : (boxes.get(name) ?? [])));
  if (parent.ending.kind === "final-task") add(labelsOf(parent.ending.run.step));
  return lines;
}

/** What a box says of a node beside its name. */
const sayOf = (standing: Standing | undefined): string =>
  [...(standing?.when ? [", if"] : []), ...(standing?.failure === "continue" ? [", may fail"] : [])].join("");

function labelsOf(step: Step): string[] {
  const suffix = step.when ? ", if" : "";
  switch (step.kind) {
    case "run":
      return [`${step.name}${step.forEach ? " × each" : ""}${suffix}`];
    case "transform":
    case "wait":
    case "approval":
      return [`${step.name}${suffix}`];
    case "branch":
      return [...step.cases.map(({ literal }) => literal), ...(step.otherwise ? ["otherwise"] : [])].map(
        (literal) => `${step.name}: ${literal}${suffix}`,
      );
  }
}

const escapeLabel = (label: string): string =>
  `"${label.replace(/["\\<>&#`\p{C}\u2028\u2029]/gu, (one) => `#${one.codePointAt(0) ?? 0};`)}"`;

const escapeMarkdown = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
