import { ts } from "ts-morph";
import type { Code } from "../ir/code.js";
import type { Site, Value } from "../load/evaluation.js";
import { declarationOf, unwrap } from "../load/scope.js";
import { constantOf, isCompared } from "./compared.js";
import { emptyScope } from "./copy-scope.js";
import type { Lifter } from "./lifter.js";
import { printLiteral } from "./literal.js";
import { accessedName } from "./reads.js";
import { Unliftable } from "./unliftable.js";

/** What stands for something captured. `text` is the same for the inside of a template literal, where it has one. */
export interface Captured {
  readonly code: Code;
  readonly text: string | undefined;
}

/** The name that an expression such as `region.name` begins with, if it is a name and then only properties. */
export function rootOf(node: ts.Node): ts.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  return ts.isExpression(node) && accessedName(node) !== undefined ? rootOf(unwrap(innerOf(node))) : undefined;
}

/**
 * What a name from an enclosing function or loop is worth, or a property of it: a literal, or the schema it holds.
 * Nothing where a property is none of its data, such as `names.map`.
 */
export function capturedCode(
  node: ts.Expression,
  root: ts.Identifier,
  captures: ReadonlyMap<string, Value>,
  lifter: Lifter,
): Captured | undefined {
  if (inTypePosition(root)) {
    throw new Unliftable(
      root,
      `the type \`${root.text}\` exists only inside a function`,
      "Declare the type at the top of the module.",
    );
  }
  if (!captures.has(root.text)) {
    throw new Unliftable(
      root,
      `\`${root.text}\` is not known where this was made`,
      "Declare it at the top of the module.",
    );
  }
  const value = valueAt(node, captures, lifter);
  if (!value) return undefined;
  refuseMutable(root, lifter);
  const entity = lifter.graph.entity(value);
  if (entity?.kind === "schema") return { code: schemaCode(root, entity.sites, lifter), text: undefined };
  const literal = printLiteral(value, lifter.graph);
  if (literal === undefined) {
    const what =
      entity?.kind === "function"
        ? "a function"
        : entity?.kind === "opaque"
          ? `an instance of ${entity.what}`
          : "not plain data";
    throw new Unliftable(
      node,
      `\`${node.getText()}\` is ${what}, captured from an enclosing function`,
      "Only plain data can be captured. Declare it at the top of the module, where it can be copied, or write it out here.",
    );
  }
  if (isCompared(node) && typeof lifter.graph.data(value) !== "boolean")
    return { code: [constantOf(node, root, value, literal, lifter)], text: undefined };
  const code = standsAlone(node) || /^["a-z]/.test(literal) ? literal : `(${literal})`;
  return { code: [code], text: value.kind === "data" ? String(value.data) : undefined };
}

function valueAt(node: ts.Expression, captures: ReadonlyMap<string, Value>, lifter: Lifter): Value | undefined {
  if (ts.isIdentifier(node)) return captures.get(node.text);
  const entity = lifter.graph.entity(valueAt(unwrap(innerOf(node)), captures, lifter));
  const name = accessedName(node);
  if (name === undefined || (entity?.kind !== "object" && entity?.kind !== "array")) return undefined;
  if (entity.kind === "array" && name === "length") return { kind: "data", data: entity.items.length };
  const found = lifter.graph.property(entity, name);
  const isMissing = entity.kind === "object" && !(name in Object.prototype);
  return found ?? (isMissing ? { kind: "data", data: undefined } : undefined);
}

/** What stands before the dot or bracket of a node that {@link accessedName} knows. */
const innerOf = (node: ts.Expression): ts.Expression =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.expression : node;

function schemaCode(id: ts.Identifier, sites: readonly Site[], lifter: Lifter): Code {
  for (const site of sites) {
    const node = lifter.graph.node(site);
    if (node) return [lifter.copy(node, { ...emptyScope(node), captures: lifter.captures(site) })];
  }
  throw new Unliftable(
    id,
    `\`${id.text}\` is a schema made outside the definition modules`,
    "Import the schema by name.",
  );
}

/** Where an expression of any kind can stand without parentheses. */
function standsAlone(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.arguments.some((one) => one === node);
  return (
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isTemplateSpan(parent)
  );
}

const inTypePosition = (id: ts.Identifier): boolean =>
  ts.isTypeReferenceNode(id.parent) || ts.isTypeQueryNode(id.parent) || ts.isQualifiedName(id.parent);

/** A variable that is assigned again has no one value to write down; the counter of a loop has one per round. */
function refuseMutable(id: ts.Identifier, lifter: Lifter): void {
  const declaration = declarationOf(id, lifter.modules.checker);
  if (!declaration || !ts.isVariableDeclaration(declaration)) return;
  const list = declaration.parent;
  if (
    !ts.isVariableDeclarationList(list) ||
    list.flags & ts.NodeFlags.Const ||
    ts.isIterationStatement(list.parent, false)
  )
    return;
  throw new Unliftable(id, `\`${id.text}\` is a variable that can change`, "Make it a `const`.");
}
