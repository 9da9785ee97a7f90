import { join, relative } from "node:path";
import ts from "typescript";
import { workFolder } from "./folders.js";

/** What must hold of every generated file whatever its definition says; each sentence is one place where it does not. */
export function offences(file: string, text: string): string[] {
  const ast = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const problem = offence(node);
    if (problem) found.push(`${file}:${ast.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${problem}`);
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return found;
}

function offence(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "says `any`";
  if (ts.isNonNullExpression(node)) return "asserts with `!`";
  if (ts.isAsExpression(node) && !isAllowedCast(node)) return `casts: ${node.getText()}`;
  if (ts.isPropertyAssignment(node) && node.name.getText() === "idempotencyKey" && mayBeHash(node.initializer)) {
    return "gives a key that may have 64 characters, which would pass for a hash";
  }
  const specifier = ts.isImportDeclaration(node) ? node.moduleSpecifier : undefined;
  if (specifier && ts.isStringLiteral(specifier) && /^flowgen(\/|$)/.test(specifier.text)) return "imports flowgen";
  return undefined;
}

/** A key is a literal, or a prefix with a number of up to seven digits. */
function mayBeHash(key: ts.Expression): boolean {
  if (ts.isStringLiteral(key)) return key.text.length === 64;
  const length = ts.isTemplateExpression(key) ? key.head.text.length : 64;
  return length < 64 && length + 7 >= 64;
}

/** The positional tuple of a batch; and `as const`, which asserts nothing. */
function isAllowedCast({ type, expression }: ts.AsExpression): boolean {
  if (ts.isConstTypeReference(type)) return true;
  const isTuple =
    ts.isTypeReferenceNode(type) && type.typeArguments?.length === 1 && type.typeArguments.every(ts.isTupleTypeNode);
  return isTuple && /^Runs\d*$/.test(type.typeName.getText()) && expression.getText().endsWith(".runs");
}

/** Compiles the built output of several cases, in one program per set of compiler options; gives what tsc would print. */
export function compileErrors(outputs: ReadonlyMap<string, readonly string[]>): string[] {
  const programs = new Map<string, { options: ts.CompilerOptions; files: string[] }>();
  for (const [name, files] of outputs) {
    const { options } = readOptions(join(workFolder, name, "tsconfig.json"));
    const key = JSON.stringify({
      ...options,
      configFilePath: undefined,
      pathsBasePath: options.paths && options["pathsBasePath"],
    });
    const program = programs.get(key) ?? { options, files: [] };
    program.files.push(...files);
    programs.set(key, program);
  }
  return [...programs.values()].flatMap(({ options, files }) => {
    const program = ts.createProgram(files, options);
    const own = new Set(files);
    const sources = program.getSourceFiles().filter(({ fileName }) => own.has(fileName));
    const found = sources.flatMap((one) => [
      ...program.getSyntacticDiagnostics(one),
      ...program.getSemanticDiagnostics(one),
    ]);
    return [...program.getOptionsDiagnostics(), ...found].map(describe);
  });
}

function readOptions(path: string): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, join(path, ".."), undefined, path);
}

function describe({ file, start, messageText, code }: ts.Diagnostic): string {
  const text = `TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  if (!file) return text;
  const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
  return `${relative(workFolder, file.fileName)}:${line + 1} ${text}`;
}
