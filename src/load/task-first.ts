import { posix, resolve } from "node:path";
import { ts } from "ts-morph";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Contract, FoundTask } from "../ir/flow.js";
import { camelCase } from "../ir/names.js";
import { nodeSpan } from "./graph.js";
import type { Module, Modules } from "./modules.js";
import type { SourceModule, SourceModules } from "./source-modules.js";
import { exportedTasks } from "./task-syntax.js";

/** Where the tasks of a project are known from. */
export interface TaskSources {
  /** The tasks that were found in the folders of trigger.config.ts. */
  readonly tasks: readonly FoundTask[];
  /** The output folder: `Tasks` of its `tasks.ts` stands for all of them. */
  readonly output: string;
  /** Reads the modules of tasks. */
  readonly modules: SourceModules;
}

/**
 * The contracts of tasks that exist: of the modules named in `createFlow<typeof import("…")>()`, or of all that were
 * found where `createFlow<Tasks>()` is written.
 */
export function findTasks(
  modules: Modules,
  sources: TaskSources,
  report: Report,
): { contracts: Contract[]; listed: readonly FoundTask[] } {
  const listed = new Map<string, FoundTask>();
  const contracts: Contract[] = [];
  const known = new Map<string, string>();
  // One task may be exported by several modules: it has one contract.
  const add = (contract: Contract, place: string): void => {
    if (known.get(contract.id) !== place) contracts.push(contract);
    known.set(contract.id, place);
  };
  for (const module of modules.byFile.values()) {
    for (const argument of flowCalls(module).flatMap(joinedTypes)) {
      if (!namesAllTasks(argument, module, sources.output)) {
        for (const { contract, node } of tasksOfType(argument, module, { modules, sources, report })) {
          add(contract, `${resolve(node.getSourceFile().fileName)} ${node.getStart()}`);
        }
        continue;
      }
      const named = sources.tasks.filter(({ isExported, isTyped }) => isExported && isTyped);
      for (const found of named) if (!listed.has(found.id)) listed.set(found.id, found);
      const span = nodeSpan(argument, modules);
      for (const { id, task, span: at } of listed.values())
        add({ id, span, source: { kind: "task", task } }, `${resolve(modules.root, at.file)} ${at.start}`);
      if (listed.size === 0)
        report(diagnostic("task-not-found", { span }, { module: "the `dirs` of trigger.config.ts" }));
    }
  }
  return { contracts, listed: [...listed.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** The types that are joined with `&`. */
function joinedTypes(type: ts.TypeNode): ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type)) return joinedTypes(type.type);
  return ts.isIntersectionTypeNode(type) ? type.types.flatMap(joinedTypes) : [type];
}

/** Whether a type is `Tasks` of the generated `tasks.ts`, imported by name or in place. */
function namesAllTasks(type: ts.TypeNode, module: Module, output: string): boolean {
  const specifier = ts.isImportTypeNode(type) ? importTypeOf(type, "Tasks") : importedFrom(type, "Tasks", module);
  if (specifier === undefined) return false;
  const file = module.imports.find((one) => one.specifier === specifier)?.file;
  const path = file ?? posix.join(posix.dirname(module.file), specifier);
  return path.replace(/\.[cm]?[jt]s$/, "") === `${output}/tasks`;
}

/** The module of `import("…").name`. */
function importTypeOf(type: ts.ImportTypeNode, name: string): string | undefined {
  const isNamed = !type.isTypeOf && type.qualifier && ts.isIdentifier(type.qualifier) && type.qualifier.text === name;
  const literal = ts.isLiteralTypeNode(type.argument) ? type.argument.literal : undefined;
  return isNamed && literal && ts.isStringLiteral(literal) ? literal.text : undefined;
}

/** The module that a type, written as a name, imports as `name`. */
function importedFrom(type: ts.TypeNode, name: string, module: Module): string | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const own = type.typeName.text;
  for (const statement of module.ast.statements.filter(ts.isImportDeclaration)) {
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const isIt = bindings.elements.some((one) => one.name.text === own && (one.propertyName ?? one.name).text === name);
    if (isIt) return statement.moduleSpecifier.text;
  }
  return undefined;
}

function flowCalls(module: Module): ts.TypeNode[] {
  const found: ts.TypeNode[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "createFlow") {
      found.push(...(node.typeArguments ?? []));
    }
    node.forEachChild(visit);
  };
  visit(module.ast);
  return found;
}

interface Search {
  readonly modules: Modules;
  readonly sources: TaskSources;
  readonly report: Report;
}

function tasksOfType(
  type: ts.TypeNode,
  module: Module,
  { modules, sources, report }: Search,
): { contract: Contract; node: ts.Node }[] {
  const span = nodeSpan(type, modules);
  const specifier = moduleNamed(type, module);
  if (specifier === undefined) {
    report(diagnostic("unread-registry", { span }, { type: type.getText() }));
    return [];
  }
  const importer: SourceModule = { path: resolve(modules.root, module.file), ast: module.ast };
  const target = sources.modules.imported(importer, specifier);
  if (!target) {
    report(diagnostic("unresolved-import", { span }, { specifier }));
    return [];
  }
  const ref = modules.moduleRef(module, specifier);
  const found = exportedTasks(target, sources.modules);
  if (found.length === 0) report(diagnostic("task-not-found", { span }, { module: specifier }));
  return found.map(({ id, exportedAs: name, node }) => {
    const prefer = name === "default" ? camelCase(id) : name;
    const task = { kind: "imported", module: ref, name, prefer, typeOnly: true } as const;
    return { contract: { id, span, source: { kind: "task", task } }, node };
  });
}

/** The module of `typeof import("…")`, or of `typeof name` where `import type * as name from "…"`. */
function moduleNamed(type: ts.TypeNode, module: Module): string | undefined {
  if (ts.isImportTypeNode(type) && type.isTypeOf && ts.isLiteralTypeNode(type.argument)) {
    return ts.isStringLiteral(type.argument.literal) ? type.argument.literal.text : undefined;
  }
  if (!ts.isTypeQueryNode(type) || !ts.isIdentifier(type.exprName)) return undefined;
  const name = type.exprName.text;
  for (const statement of module.ast.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (!bindings || !ts.isNamespaceImport(bindings) || bindings.name.text !== name) continue;
    const specifier = ts.isImportDeclaration(statement) && statement.moduleSpecifier;
    return specifier && ts.isStringLiteral(specifier) ? specifier.text : undefined;
  }
  return undefined;
}
