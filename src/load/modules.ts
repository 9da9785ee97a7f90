import assert from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { dirname, posix, relative, resolve } from "node:path";
import { ts } from "ts-morph";
import type { ModuleRef } from "../ir/code.js";
import type { Sources } from "../ir/source.js";
import { isOfProject, toPosix } from "./paths.js";

/** One module of the project that definitions are made of. */
export interface Module {
  readonly file: string;
  readonly ast: ts.SourceFile;
  readonly imports: readonly ModuleImport[];
}

export interface ModuleImport {
  readonly specifier: string;
  readonly node: ts.StringLiteralLike;
  readonly typeOnly: boolean;
  /** The file of the project that it names, if it names one. */
  readonly file: string | undefined;
}

/** The modules that definitions are made of, with the lexical scopes of each. */
export interface Modules {
  readonly root: string;
  readonly entries: readonly string[];
  readonly byFile: ReadonlyMap<string, Module>;
  readonly checker: ts.TypeChecker;
  readonly sources: Sources;
  /** Whether importing the file at run time would import flowgen. */
  readonly reachesFlowgen: (file: string) => boolean;
  readonly moduleOf: (ast: ts.SourceFile) => Module;
  readonly moduleRef: (module: Module, specifier: string) => ModuleRef;
}

/** Parses the candidates and what they import from the project; keeps as entries those that are about flowgen. */
export function readModules(root: string, candidates: readonly string[], options: ts.CompilerOptions): Modules {
  const byFile = new Map<string, Module>();
  const cache = ts.createModuleResolutionCache(root, (name) => name, options);
  const queue = [...candidates];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (byFile.has(file)) continue;
    const module = parseModule(root, file, options, cache);
    byFile.set(file, module);
    for (const one of module.imports) if (!one.typeOnly && one.file !== undefined) queue.push(one.file);
  }
  const concerns = reachability(byFile, true);
  return {
    root,
    entries: candidates.filter(concerns),
    byFile,
    checker: lexicalChecker(root, byFile),
    sources: new Map([...byFile].map(([file, module]) => [file, module.ast.text])),
    reachesFlowgen: reachability(byFile, false),
    moduleOf: moduleFinder(byFile),
    moduleRef,
  };
}

function moduleFinder(byFile: ReadonlyMap<string, Module>): (ast: ts.SourceFile) => Module {
  const byAst = new Map([...byFile.values()].map((module) => [module.ast, module]));
  return (ast) => {
    const module = byAst.get(ast);
    assert(module, `not a module of the project: ${ast.fileName}`);
    return module;
  };
}

function parseModule(root: string, file: string, options: ts.CompilerOptions, cache: ts.ModuleResolutionCache): Module {
  const path = resolve(root, file);
  const ast = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const imports = ast.statements.flatMap((statement): ModuleImport[] => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const node = statement.moduleSpecifier;
    if (!node || !ts.isStringLiteralLike(node)) return [];
    const typeOnly = isTypeOnly(statement);
    return [{ specifier: node.text, node, typeOnly, file: projectFile(root, path, node.text, options, cache) }];
  });
  return { file, ast, imports };
}

/** `import type`, `export type`, or braces that hold nothing but types. */
function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  const clause = statement.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  if (clause.name || !named || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

/** Resolves an import as TypeScript does, to a source file of the project; packages and `.d.ts` are none. */
function projectFile(
  root: string,
  importer: string,
  specifier: string,
  options: ts.CompilerOptions,
  cache: ts.ModuleResolutionCache,
): string | undefined {
  const mayBeLocal = /^[./#]/.test(specifier) || options.paths !== undefined || options.baseUrl !== undefined;
  if (!mayBeLocal || specifier === "flowgen") return undefined;
  const found = ts.resolveModuleName(specifier, importer, options, ts.sys, cache).resolvedModule;
  if (!found || !isOfProject(root, found.resolvedFileName) || found.resolvedFileName.endsWith(".d.ts"))
    return undefined;
  return toPosix(relative(root, found.resolvedFileName));
}

function reachability(byFile: ReadonlyMap<string, Module>, countTypes: boolean): (file: string) => boolean {
  const reaching = new Set<string>();
  const importers = new Map<string, string[]>();
  for (const { file, imports } of byFile.values()) {
    for (const one of imports) {
      if (one.typeOnly && !countTypes) continue;
      if (one.specifier === "flowgen" || one.specifier.startsWith("flowgen/")) reaching.add(file);
      else if (one.file !== undefined) importers.set(one.file, [...(importers.get(one.file) ?? []), file]);
    }
  }
  for (const file of reaching) for (const importer of importers.get(file) ?? []) reaching.add(importer);
  return (file) => reaching.has(file);
}

/** A checker that knows the scopes of each file and nothing else: no libraries, no resolution. It answers in no time. */
function lexicalChecker(root: string, byFile: ReadonlyMap<string, Module>): ts.TypeChecker {
  const asts = new Map([...byFile.values()].map((module) => [module.ast.fileName, module.ast]));
  const host: ts.CompilerHost = {
    fileExists: (name) => asts.has(name),
    readFile: (name) => asts.get(name)?.text,
    getSourceFile: (name) => asts.get(name),
    getDefaultLibFileName: () => "lib.d.ts",
    writeFile: () => undefined,
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
  const options: ts.CompilerOptions = { noResolve: true, noLib: true, types: [], allowJs: true };
  return ts.createProgram([...asts.keys()], options, host).getTypeChecker();
}

function moduleRef(module: Module, specifier: string): ModuleRef {
  // Only a relative path changes meaning when the importing file moves; aliases and packages mean the same anywhere.
  if (!specifier.startsWith(".")) return { kind: "package", specifier };
  return { kind: "file", path: posix.join(dirname(module.file), specifier) };
}

/** What a project without a tsconfig.json is taken to mean. */
const WITHOUT_TSCONFIG = {
  compilerOptions: { target: "ES2022", module: "NodeNext", strict: true, skipLibCheck: true },
};

/** The compiler options that the project's own tsconfig gives, for resolving imports as the user's editor does. */
export function readCompilerOptions(root: string, tsconfig: string | undefined): ts.ParsedCommandLine {
  const path = tsconfig === undefined ? ts.findConfigFile(root, existsSync) : resolve(root, tsconfig);
  const raw: unknown = path === undefined ? WITHOUT_TSCONFIG : ts.readConfigFile(path, ts.sys.readFile).config;
  return ts.parseJsonConfigFileContent(raw, ts.sys, path === undefined ? root : dirname(path), undefined, path);
}
