import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Definition } from "../../ir/flow.js";
import { compareSpans, type Span } from "../../ir/source.js";
import { nameOfTarget } from "../../ir/step.js";
import { nodesOf, type Rule, stepsOf } from "../rule.js";

/** Names become ids, files, comments and properties: they are made of characters that are safe in all of them. */
export const safeNames: Rule = (flow, report) => {
  const check = (what: string, name: string, span: Span): void => {
    if (name in Object.prototype) return report(diagnostic("reserved-name", { span }, { name }));
    const problem = nameProblem(name);
    if (problem !== undefined) report(diagnostic("unsafe-name", { span }, { what, name, problem }));
  };
  for (const definition of flow.definitions) {
    check("name", definition.name, definition.nameSpan);
    const isGiven = compareSpans(definition.idSpan, definition.nameSpan) !== 0;
    const problem = isGiven ? idProblem(definition.id) : madeIdProblem(definition);
    if (problem !== undefined) {
      report(diagnostic("unsafe-name", { span: definition.idSpan }, { what: "id", name: definition.id, problem }));
    }
    for (const step of stepsOf(definition)) {
      const own = step.kind === "run" ? nameOfTarget(step.target) : undefined;
      if (step.name !== own) check("step name", step.name, step.nameSpan);
    }
    for (const node of nodesOf(definition)) {
      if (node.name !== nameOfTarget(node.target)) check("name", node.name, node.span);
    }
  }
};

function nameProblem(name: string): string | undefined {
  const odd = /[^\p{L}\p{N} _-]/u.exec(name)?.[0];
  if (odd !== undefined) return `it contains ${describe(odd)}`;
  return /[\p{L}\p{N}]/u.test(name) ? undefined : "it has no letter or digit";
}

function idProblem(id: string): string | undefined {
  const odd = ODD_IN_ID.exec(id)?.[0];
  if (odd !== undefined) return `it contains ${describe(odd)}`;
  if (id.includes("..")) return "it contains `..`";
  return /^[A-Za-z0-9](.*[A-Za-z0-9])?$/.test(id) ? undefined : "it must begin and end with a letter or digit";
}

const ODD_IN_ID = /[^A-Za-z0-9._-]/;

/** An id that is made of a name has no fault of its own where the name has one. */
function madeIdProblem({ name, id }: Definition): string | undefined {
  if (nameProblem(name) !== undefined || name in Object.prototype) return undefined;
  const odd = ODD_IN_ID.exec(id)?.[0];
  return odd === undefined ? undefined : `it is made of the name and contains ${describe(odd)}, so set \`id\``;
}

function describe(character: string): string {
  if (character === "`") return "a backtick";
  if (!/[\p{C}\p{Z}]/u.test(character)) return `\`${character}\``;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
