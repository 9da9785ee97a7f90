import { ts } from "ts-morph";
import type { Carried } from "../ir/code.js";
import type { Value } from "../load/evaluation.js";
import { nodeSpan } from "../load/graph.js";
import type { Lifter } from "./lifter.js";
import { isIdentifier } from "./literal.js";
import { accessedName } from "./reads.js";

/**
 * TypeScript refuses to compare literals that differ, and to ask whether a literal is nullish. A constant of the wider
 * type may be compared, as the variable could be that was captured.
 */
export function constantOf(
  node: ts.Expression,
  root: ts.Identifier,
  value: Value,
  literal: string,
  lifter: Lifter,
): Carried {
  const { file } = nodeSpan(root, lifter.modules);
  const own = accessedName(node) ?? root.text;
  const name = isIdentifier(own) ? own : root.text;
  const type = value.kind === "data" && value.data !== undefined && value.data !== null ? `: ${typeof value.data}` : "";
  const key = `captured ${file} ${name} ${literal}`;
  const self: Carried = {
    kind: "carried",
    name,
    declaration: () => ({
      key,
      code: {
        kind: "fragment",
        code: ["const ", self, `${type} = ${literal};`],
        span: nodeSpan(node, lifter.modules),
        bound: new Set(),
        globals: new Set(),
      },
    }),
  };
  return self;
}

/** Whether a node is compared with something, or asked whether it is true or nullish. */
export function isCompared(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isCompared(parent);
  if (ts.isBinaryExpression(parent)) return COMPARISONS.has(parent.operatorToken.kind);
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent) || ts.isSwitchStatement(parent) || ts.isCaseClause(parent))
    return parent.expression === node;
  return false;
}

const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);
