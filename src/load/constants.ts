import { ts } from "ts-morph";
import { unwrap } from "./scope.js";
import type { SourceModule, SourceModules } from "./source-modules.js";

/** A piece of source and the module it stands in. */
export interface Written<Node extends ts.Node = ts.Node> {
  readonly node: Node;
  readonly module: SourceModule;
}

/**
 * What a constant expression stands for: the literal behind names, properties, imports and members of enums. Nothing is
 * evaluated; whatever is more than that is itself.
 */
export function constantOf(expression: ts.Expression, module: SourceModule, modules: SourceModules): Written {
  let found: Written = { node: unwrap(expression), module };
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const next = step(found, modules);
    if (!next) return found;
    found = ts.isExpression(next.node) ? { ...next, node: unwrap(next.node) } : next;
  }
  return found; // names that go in circles stand for nothing
}

const MOST_STEPS = 32;

function step({ node, module }: Written, modules: SourceModules): Written | undefined {
  if (ts.isIdentifier(node)) return named(node.text, module, modules);
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const name = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : ts.isStringLiteralLike(node.argumentExpression)
      ? node.argumentExpression.text
      : undefined;
  return name === undefined ? undefined : memberOf(constantOf(node.expression, module, modules), name, modules);
}

/** A property of an object, a member of an enum, or an export of a module. */
function memberOf({ node, module }: Written, name: string, modules: SourceModules): Written | undefined {
  if (ts.isSourceFile(node)) return exportNamed(name, module, modules);
  if (ts.isEnumDeclaration(node)) {
    const member = node.members.find((one) => textOfName(one.name) === name);
    return member?.initializer && { node: member.initializer, module };
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const property = propertyOf({ node, module }, name, modules);
  return property === "unknown" || property === "absent" ? undefined : property;
}

/** The value of a property: `"unknown"` where what is spread into the object may have it or not. */
export function propertyOf(
  { node, module }: Written<ts.ObjectLiteralExpression>,
  name: string,
  modules: SourceModules,
): Written<ts.Expression> | "absent" | "unknown" {
  for (const property of node.properties.toReversed()) {
    if (ts.isSpreadAssignment(property)) {
      const spread = constantOf(property.expression, module, modules);
      if (!isObject(spread)) return "unknown";
      const inside = propertyOf(spread, name, modules);
      if (inside !== "absent") return inside;
    } else if (property.name && ts.isComputedPropertyName(property.name)) {
      return "unknown";
    } else if (property.name && textOfName(property.name) === name) {
      if (ts.isPropertyAssignment(property)) return { node: property.initializer, module };
      return ts.isShorthandPropertyAssignment(property) ? { node: property.name, module } : "unknown";
    }
  }
  return "absent";
}

const isObject = (written: Written): written is Written<ts.ObjectLiteralExpression> =>
  ts.isObjectLiteralExpression(written.node);

const textOfName = (name: ts.PropertyName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;

/** What a name of a module stands for, if it is a constant, an enum or an import. */
function named(name: string, module: SourceModule, modules: SourceModules): Written | undefined {
  for (const statement of module.ast.statements) {
    if (ts.isEnumDeclaration(statement) && statement.name.text === name) return { node: statement, module };
    const imported = ts.isImportDeclaration(statement) ? importedName(statement, name) : undefined;
    if (imported !== undefined && ts.isImportDeclaration(statement)) {
      const target = moduleOf(statement, module, modules);
      if (!target) return undefined;
      return imported === "*" ? { node: target.ast, module: target } : exportNamed(imported, target, modules);
    }
    if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) continue;
    const own = statement.declarationList.declarations.find(
      (one) => ts.isIdentifier(one.name) && one.name.text === name,
    );
    if (own) return own.initializer && { node: own.initializer, module };
  }
  return undefined;
}

/** What a statement imports under this name: `*` for the whole module. */
function importedName({ importClause }: ts.ImportDeclaration, name: string): string | undefined {
  if (importClause?.name?.text === name) return "default";
  const bindings = importClause?.namedBindings;
  if (!bindings) return undefined;
  if (ts.isNamespaceImport(bindings)) return bindings.name.text === name ? "*" : undefined;
  const specifier = bindings.elements.find((one) => one.name.text === name);
  return specifier && (specifier.propertyName ?? specifier.name).text;
}

/** What a module exports under a name. */
export function exportNamed(
  name: string,
  module: SourceModule,
  modules: SourceModules,
  seen: readonly string[] = [],
): Written | undefined {
  if (seen.includes(module.path)) return undefined;
  const follow = (from: ts.ExportDeclaration, as: string): Written | undefined => {
    const target = moduleOf(from, module, modules);
    return target && exportNamed(as, target, modules, [...seen, module.path]);
  };
  for (const statement of module.ast.statements) {
    if (ts.isExportAssignment(statement) && name === "default") return { node: statement.expression, module };
    if (!ts.isExportDeclaration(statement)) continue;
    const { exportClause: clause, moduleSpecifier } = statement;
    if (!clause) {
      const found = name === "default" ? undefined : follow(statement, name);
      if (found) return found;
    } else if (ts.isNamedExports(clause)) {
      const specifier = clause.elements.find((one) => one.name.text === name);
      if (!specifier) continue;
      const local = (specifier.propertyName ?? specifier.name).text;
      return moduleSpecifier ? follow(statement, local) : named(local, module, modules);
    }
  }
  return named(name, module, modules);
}

/** The module that an import or export is from. */
export function moduleOf(
  { moduleSpecifier }: ts.ImportDeclaration | ts.ExportDeclaration,
  module: SourceModule,
  modules: SourceModules,
): SourceModule | undefined {
  if (!moduleSpecifier || !ts.isStringLiteralLike(moduleSpecifier)) return undefined;
  return modules.imported(module, moduleSpecifier.text);
}

/** The text that an expression gives: a literal, a constant, or a template or sum of these. */
export function constantText(
  expression: ts.Expression,
  module: SourceModule,
  modules: SourceModules,
  depth = 0,
): string | undefined {
  const found = constantOf(expression, module, modules);
  const { node } = found;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (depth > MOST_STEPS) return undefined;
  const textOf = (part: ts.Expression): string | undefined => constantText(part, found.module, modules, depth + 1);
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map((span) => ({ text: textOf(span.expression), after: span.literal.text }));
    if (parts.some(({ text }) => text === undefined)) return undefined;
    return node.head.text + parts.map(({ text, after }) => `${text}${after}`).join("");
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const sides = [textOf(node.left), textOf(node.right)];
  return sides.includes(undefined) ? undefined : sides.join("");
}
