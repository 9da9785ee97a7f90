import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { ts } from "ts-morph";
import { type Diagnostic, diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { DraftFile } from "../ir/plan.js";
import { overlaps, type Span } from "../ir/source.js";
import { contractAt } from "./contract-check.js";
import { isOfProject } from "../load/paths.js";
import type { Project } from "../project.js";

/** What is type-checked. */
export interface Subject {
  readonly drafts: readonly DraftFile[];
  /** The definition modules. */
  readonly entries: readonly string[];
  /** Places that have been explained already: a type error there would only say the same in other words. */
  readonly said: readonly Span[];
  /** Where the tasks of the project are, by id. */
  readonly tasks: ReadonlyMap<string, Span>;
  /** An earlier check of the same project: what has not changed since is not read again. */
  readonly previous?: ts.Program | undefined;
}

/** What a type check gives beside its reports. */
export interface Checked {
  /** Files of the project that were read. */
  readonly read: readonly string[];
  /** The questions of the drafts that TypeScript answers with an error, the first of each file. */
  readonly refused: readonly string[];
  readonly program: ts.Program;
}

/**
 * Type-checks the output, in memory and under the user's own tsconfig, together with the definitions. What is wrong in
 * generated code is reported at the definition that caused it.
 */
export function typecheck(
  project: Project,
  { drafts, entries, said, tasks, previous }: Subject,
  report: Report,
): Checked {
  const { root, config } = project;
  const generated = new Map(
    drafts.filter(({ path }) => path.endsWith(".ts")).map((draft) => [resolve(root, config.output, draft.path), draft]),
  );
  const definitions = new Map(entries.map((file) => [resolve(root, file), file]));
  const options: ts.CompilerOptions = {
    ...project.compilerOptions.options,
    noEmit: true,
    incremental: false,
    composite: false,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  // The compiler inside ts-morph has no library files beside it; those of the same version of TypeScript serve.
  const libraries = dirname(createRequire(import.meta.url).resolve("typescript/lib/lib.d.ts"));
  host.getDefaultLibLocation = () => libraries;
  host.getDefaultLibFileName = (given) => join(libraries, ts.getDefaultLibFileName(given));
  const { readFile, fileExists, getSourceFile } = host;
  // Before the first build the folders of the output are not there either, and modules are not looked for in them.
  const folders = new Set([...generated.keys()].map(dirname));
  const directoryExists = host.directoryExists?.bind(host);
  host.directoryExists = (path) => folders.has(path) || (directoryExists?.(path) ?? true);
  host.readFile = (path) => generated.get(path)?.text ?? readFile(path);
  host.fileExists = (path) => generated.has(path) || fileExists(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const draft = generated.get(path);
    const known = previous?.getSourceFile(path);
    if (!draft) return known ?? getSourceFile(path, languageVersion, ...rest);
    return known?.text === draft.text ? known : ts.createSourceFile(path, draft.text, languageVersion);
  };
  // Ambient declarations of the project come along; its other files are looked at only where they are imported.
  const ambient = project.compilerOptions.fileNames.filter((path) => path.endsWith(".d.ts"));
  const roots = [...definitions.keys(), ...generated.keys(), ...ambient];
  const program = ts.createProgram(roots, options, host, previous);

  const places: Span[] = [];
  for (const [path, file] of definitions) {
    const source = program.getSourceFile(path);
    for (const found of source ? allDiagnostics(program, source) : []) {
      const start = found.start ?? 0;
      const span = { file, start, end: start + (found.length ?? 0) };
      const place = propertyAround(source, span);
      places.push(place);
      if (!said.some((one) => overlaps(one, place)))
        report(diagnostic("type-error", { span }, { problem: messageOf(found) }));
    }
  }
  const refused: string[] = [];
  for (const [path, draft] of generated) {
    const source = program.getSourceFile(path);
    const all = source ? allDiagnostics(program, source) : [];
    // What follows in the file rests on the first answer.
    const [answer] = all.flatMap(({ start }) => questionAt(draft, start ?? 0) ?? []);
    if (answer !== undefined) {
      refused.push(answer);
      continue;
    }
    for (const found of causes(all)) {
      const span = originOf(draft, source ? valueAt(source, found.start ?? 0) : 0);
      // A mistake that the definition itself shows would only be repeated here.
      if (span && places.some((one) => overlaps(one, span))) continue;
      const contract = contractAt(draft, found.start ?? 0);
      if (contract) report(contractDiagnostic(contract, span, tasks.get(contract.id), messageOf(found)));
      else if (isCase(draft, found)) report(diagnostic("case-never-chosen", { span }, { problem: messageOf(found) }));
      else report(diagnostic("input-does-not-fit", { span }, { problem: messageOf(found) }));
    }
  }
  const files = program.getSourceFiles().map(({ fileName }) => fileName);
  return { read: files.filter((file) => !generated.has(file) && isOfProject(root, file)), refused, program };
}

function contractDiagnostic(
  { id, side }: NonNullable<ReturnType<typeof contractAt>>,
  span: Span | undefined,
  task: Span | undefined,
  problem: string,
): Diagnostic {
  if (side === "input" || side === "output") return diagnostic("contract-differs", { span }, { id, side });
  const related = task ? [{ message: "The task is here.", span: task }] : [];
  return diagnostic("task-differs", { span, related }, { id, side, problem });
}

/** TypeScript marks the name of a property whose value does not fit: what was said of it holds for the value. */
function propertyAround(source: ts.SourceFile | undefined, span: Span): Span {
  const find = (node: ts.Node): ts.Node | undefined =>
    ts.isPropertyAssignment(node) && node.name.getStart(source) === span.start
      ? node
      : node.forEachChild((child) => (child.pos <= span.start && span.end <= child.end ? find(child) : undefined));
  const property = source && find(source);
  return property ? { ...span, end: property.end } : span;
}

const allDiagnostics = (program: ts.Program, source: ts.SourceFile): readonly ts.Diagnostic[] => [
  ...program.getSyntacticDiagnostics(source),
  ...program.getSemanticDiagnostics(source),
];

/**
 * What is wrong in a generated file, without what only follows from it: a parameter has no type where the call it
 * stands in is wrong, and a batch fits no overload where one of its items does not fit its task.
 */
function causes(all: readonly ts.Diagnostic[]): readonly ts.Diagnostic[] {
  const first = all.filter(({ code }) => !CONSEQUENCES.has(code));
  return first.length > 0 ? first : all;
}

/** Implicitly `any`: a parameter, or a name in a pattern. No overload matches this call. */
const CONSEQUENCES = new Set([7006, 7031, 2769]);

const messageOf = (found: ts.Diagnostic): string => {
  const text = ts.flattenDiagnosticMessageText(found.messageText, "\n");
  return `${/[.?!]$/.test(text) ? text : `${text}.`} (TS${found.code})`;
};

/** Whether the literal of a branch's case is not comparable to what `on` gives. No other piece is just such a literal. */
const isCase = ({ origins }: DraftFile, { code, start = 0, length = 0 }: ts.Diagnostic): boolean =>
  code === 2678 && origins.some((one) => one.start === start && one.end === start + length);

/** The place of a property's value, where the place is that of its key. */
function valueAt(source: ts.SourceFile, position: number): number {
  const find = (node: ts.Node): number | undefined =>
    ts.isPropertyAssignment(node) && node.name.getStart(source) === position
      ? node.initializer.getStart(source)
      : node.forEachChild((child) => (child.pos <= position && position < child.end ? find(child) : undefined));
  return find(source) ?? position;
}

/** The question that an error at a position answers. */
const questionAt = ({ origins }: DraftFile, position: number): string | undefined =>
  origins.find(({ start, end, question }) => question !== undefined && start <= position && position < end)?.question;

/** The smallest piece of the source that the place was made from. */
function originOf(draft: DraftFile, position: number): Span | undefined {
  const around = draft.origins.filter(({ start, end }) => start <= position && position < end);
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  return around[0]?.span ?? draft.span;
}
