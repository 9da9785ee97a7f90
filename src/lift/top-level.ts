import { ts } from "ts-morph";
import type { CarriedDeclaration, Code, Imported, Part } from "../ir/code.js";
import type { Module } from "../load/modules.js";
import { isTopLevel } from "../load/scope.js";
import { emptyScope } from "./copy-scope.js";
import type { Lifter } from "./lifter.js";
import { Unliftable } from "./unliftable.js";

/** A name declared or imported at the top of a module: imported again, or carried along. */
export function topLevelCode(id: ts.Identifier, declaration: ts.Declaration, lifter: Lifter): Code {
  const module = lifter.modules.moduleOf(declaration.getSourceFile());
  if (ts.isImportSpecifier(declaration) || ts.isNamespaceImport(declaration) || ts.isImportClause(declaration)) {
    return importCode(id, declaration, module, lifter);
  }
  const name = exportedName(declaration);
  if (name !== undefined && !lifter.modules.reachesFlowgen(module.file)) {
    // Importing is better than copying, wherever importing does not bring flowgen along.
    const path = module.file.replace(/\.([cm]?)tsx?$/, ".$1js");
    return [{ kind: "imported", module: { kind: "file", path }, name, prefer: id.text, typeOnly: isTypeUse(id) }];
  }
  return [carry(id, declaration, lifter)];
}

type ImportName = ts.ImportSpecifier | ts.NamespaceImport | ts.ImportClause;

function importCode(id: ts.Identifier, declaration: ImportName, module: Module, lifter: Lifter): Code {
  const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
  const clause = statement?.importClause;
  if (!statement || !clause || !ts.isStringLiteral(statement.moduleSpecifier))
    throw new Unliftable(id, "it is imported in an unknown way", "");
  const specifier = statement.moduleSpecifier.text;
  if (specifier === "flowgen" || specifier.startsWith("flowgen/")) {
    throw new Unliftable(
      id,
      `\`${id.text}\` comes from flowgen, which generated code does not import`,
      "Write what is needed here without it.",
    );
  }
  const typeOnly = clause.isTypeOnly || (ts.isImportSpecifier(declaration) && declaration.isTypeOnly) || isTypeUse(id);
  const name = ts.isImportSpecifier(declaration)
    ? (declaration.propertyName ?? declaration.name).text
    : ts.isNamespaceImport(declaration)
      ? "*"
      : "default";
  const target = module.imports.find((one) => one.node === statement.moduleSpecifier)?.file;
  if (!typeOnly && target !== undefined && lifter.modules.reachesFlowgen(target)) {
    return [carry(id, exportOf(id, target, name, lifter), lifter)];
  }
  const imported: Imported = {
    kind: "imported",
    module: lifter.modules.moduleRef(module, specifier),
    name,
    prefer: id.text,
    typeOnly,
  };
  const attributes = statement.attributes?.getText();
  return [attributes === undefined ? imported : { ...imported, attributes }];
}

/** The declaration behind an export of a module that cannot be imported, because it imports flowgen. */
function exportOf(id: ts.Identifier, file: string, name: string, lifter: Lifter): ts.Declaration {
  const module = lifter.modules.byFile.get(file);
  const symbol = module && lifter.modules.checker.getSymbolAtLocation(module.ast);
  const found = symbol?.exports?.get(ts.escapeLeadingUnderscores(name))?.declarations?.[0];
  if (!module || !found) {
    throw new Unliftable(
      id,
      `\`${id.text}\` lies in ${file}, which imports flowgen`,
      "Move it to a module that does not import flowgen.",
    );
  }
  if (!ts.isExportSpecifier(found)) return found;
  const source = found.parent.parent.moduleSpecifier;
  const original = (found.propertyName ?? found.name).text;
  if (source) {
    const next = module.imports.find((one) => one.node === source)?.file;
    if (next !== undefined) return exportOf(id, next, original, lifter);
  }
  const local = lifter.modules.checker.getExportSpecifierLocalTargetSymbol(found)?.declarations?.[0];
  if (!local)
    throw new Unliftable(
      id,
      `\`${id.text}\` is re-exported by ${file}, which imports flowgen`,
      "Import it from where it is declared.",
    );
  return local;
}

/** Copies a declaration, once for each file that needs it. */
function carry(id: ts.Identifier, declaration: ts.Declaration, lifter: Lifter): Part {
  const name = ts.getNameOfDeclaration(declaration);
  const text = name && ts.isIdentifier(name) ? name.text : id.text;
  const statement = statementOf(id, declaration);
  const module = lifter.modules.moduleOf(statement.getSourceFile());
  const key = `${module.file}:${statement.getStart()}`;
  // Entered before it is copied: a function may call itself, a type may contain itself.
  if (!lifter.carried.has(key)) {
    const placeholder: { declaration?: CarriedDeclaration } = {};
    const entry = {
      key,
      get code() {
        return (placeholder.declaration as CarriedDeclaration).code;
      },
    };
    lifter.carried.set(key, entry);
    placeholder.declaration = { key, code: copyDeclaration(id, declaration, statement, key, lifter) };
  }
  return { kind: "carried", name: text, declaration: () => lifter.carried.get(key) as CarriedDeclaration };
}

function statementOf(id: ts.Identifier, declaration: ts.Declaration): ts.Statement {
  const statement = ts.findAncestor(declaration, (node): node is ts.Statement => ts.isSourceFile(node.parent));
  if (!statement || !isTopLevel(declaration))
    throw new Unliftable(id, `\`${id.text}\` is not declared at the top of its module`, "Move it there.");
  if (ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const)) {
    throw new Unliftable(
      id,
      `\`${id.text}\` is a mutable variable of the module`,
      "Make it a `const`: generated code keeps a copy, which would not follow changes.",
    );
  }
  return statement;
}

function copyDeclaration(
  id: ts.Identifier,
  declaration: ts.Declaration,
  statement: ts.Statement,
  key: string,
  lifter: Lifter,
): CarriedDeclaration["code"] {
  const isVariable = ts.isVariableStatement(statement);
  const variable = isVariable ? ts.findAncestor(declaration, ts.isVariableDeclaration) : undefined;
  const node: ts.Node = variable ?? statement;
  if (!isVariable && (!ts.isDeclarationStatement(statement) || !statement.name)) {
    throw new Unliftable(
      id,
      `\`${id.text}\` is not a plain declaration`,
      "Give it a name of its own at the top of the module.",
    );
  }
  const self = (text: string): Part => ({
    kind: "carried",
    name: text,
    declaration: () => lifter.carried.get(key) as CarriedDeclaration,
  });
  const declares = new Map(declaredNames(node).map((name) => [name, self(name.text)] as const));
  const fragment = lifter.copy(
    node,
    { ...emptyScope(node), declares },
    isVariable ? undefined : afterModifiers(statement),
  );
  const comment = leadingComment(statement);
  const before = isVariable ? `${comment}const ` : comment;
  return { ...fragment, code: [before, ...fragment.code, isVariable ? ";" : ""].filter((part) => part !== "") };
}

function declaredNames(node: ts.Node): ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const collect = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(name);
    else for (const element of name.elements) if (ts.isBindingElement(element)) collect(element.name);
  };
  if (ts.isVariableDeclaration(node)) collect(node.name);
  else if (ts.isDeclarationStatement(node) && node.name && ts.isIdentifier(node.name)) names.push(node.name);
  return names;
}

/** Where a declaration begins once `export` and `default` are taken off. */
function afterModifiers(statement: ts.Statement): number {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const exported = modifiers.filter(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
  const last = exported.at(-1);
  const text = statement.getSourceFile().text;
  if (!last) return statement.getStart();
  return last.end + (/^\s*/.exec(text.slice(last.end))?.[0].length ?? 0);
}

/** The comments that stand right above a declaration. */
function leadingComment(statement: ts.Statement): string {
  const { text } = statement.getSourceFile();
  const ranges = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  let from = statement.getStart();
  for (const range of [...ranges].reverse()) {
    if (/\n\s*\n/.test(text.slice(range.end, from))) break;
    from = range.pos;
  }
  return text.slice(from, statement.getStart());
}

function exportedName(declaration: ts.Declaration): string | undefined {
  const name = ts.getNameOfDeclaration(declaration);
  const modifiers = ts.getCombinedModifierFlags(declaration);
  if (!(modifiers & ts.ModifierFlags.Export)) return undefined;
  if (modifiers & ts.ModifierFlags.Default) return "default";
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

const isTypeUse = (id: ts.Identifier): boolean => {
  for (let at: ts.Node = id; ; at = at.parent) {
    if (ts.isTypeNode(at)) return !ts.isExpressionWithTypeArguments(at) || !ts.isClassLike(at.parent.parent);
    if (!ts.isQualifiedName(at.parent) && !ts.isTypeNode(at.parent)) return false;
  }
};
