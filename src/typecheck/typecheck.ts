import { resolve } from "node:path";
import { ts } from "ts-morph";
import { type Diagnostic, diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { DraftFile } from "../ir/plan.js";
import { overlaps, type Span } from "../ir/source.js";
import { type Compared, contractAt } from "./contract-check.js";
import { functionAround, propertyAround, spoiledBy, valueAt } from "./places.js";
import { type CheckedProgram, makeProgram, textOfMemory } from "./program.js";
import { isOfProject } from "../load/paths.js";
import type { Project } from "../project.js";
import { reportPromises, type Unawaited } from "./unawaited.js";

/** What is type-checked. */
export interface Subject {
  readonly drafts: readonly DraftFile[];
  /** The definition modules. */
  readonly entries: readonly string[];
  /** Places that have been explained already: a type error there would only say the same in other words. */
  readonly said: readonly Span[];
  /** What is not waited for, and so must not give a promise. */
  readonly unawaited?: readonly Unawaited[] | undefined;
  /** An earlier check of the same project: what has not changed since is neither read nor checked again. */
  readonly previous?: CheckedProgram | undefined;
  /** The absolute path of the file in which an earlier run may have left what it knew, for the same purpose. */
  readonly memory?: string | undefined;
}

/** What a type check gives beside its reports. */
export interface Checked {
  /** Files of the project that were read. */
  readonly read: readonly string[];
  /** The questions of the drafts that TypeScript answers with an error, the first of each file. */
  readonly refused: readonly string[];
  readonly program: CheckedProgram;
  /** What a later run may begin with: the text of `memory`. */
  readonly memory: () => string | undefined;
}

/**
 * Type-checks the output, in memory and under the user's own tsconfig, together with the definitions. What is wrong in
 * generated code is reported at the definition that caused it.
 */
export function typecheck(project: Project, subject: Subject, report: Report): Checked {
  const { root, config } = project;
  const generated = new Map(
    subject.drafts
      .filter(({ path }) => path.endsWith(".ts"))
      .map((draft) => [resolve(root, config.output, draft.path), draft]),
  );
  const definitions = new Map(subject.entries.map((file) => [resolve(root, file), file]));
  const { previous, memory } = subject;
  const program = makeProgram(project, { generated, definitions: definitions.keys(), previous, memory });

  const places = [...definitions].flatMap(([path, file]) => {
    const source = program.getSourceFile(path);
    return source ? judgeDefinition(source, allDiagnostics(program, source), { file, said: subject.said, report }) : [];
  });
  // A promise where a value was meant fits nowhere: what generated code says of it would only mislead.
  const isMisled = reportPromises(subject.unawaited ?? [], program.getProgram(), root, report);
  const refused: string[] = [];
  for (const [path, draft] of generated) {
    const source = program.getSourceFile(path);
    const all = source ? allDiagnostics(program, source) : [];
    // What follows in the file rests on the first answer.
    const [answer] = all.flatMap(({ start }) => questionAt(draft, start ?? 0) ?? []);
    if (answer !== undefined) refused.push(answer);
    else if (source && !isMisled) judgeDraft(source, causes(all), { draft, places, report });
  }
  const files = program.getSourceFiles().map(({ fileName }) => fileName);
  return {
    read: files.filter((file) => !generated.has(file) && isOfProject(root, file)),
    refused,
    program,
    memory: () => textOfMemory(program),
  };
}

/** Reports what is wrong in a definition module, and gives the places, also of what has been said before. */
function judgeDefinition(
  source: ts.SourceFile,
  all: readonly ts.Diagnostic[],
  { file, said, report }: { readonly file: string; readonly said: readonly Span[]; readonly report: Report },
): Span[] {
  const placed = all.map((found) => {
    const { start = 0, length = 0 } = found;
    const span = { file, start, end: start + length };
    return { found, span, place: propertyAround(source, span) };
  });
  const mistakes = said.filter((one) => one.file === file).map((one) => spoiledBy(source, one));
  const wrong = placed
    .filter(({ found }) => !isUnsettled(found))
    .map(({ place }) => spoiledBy(source, place).statement);
  for (const { found, span, place } of placed) {
    const isUnsure = isUnsettled(found);
    const isKnown = mistakes.some(({ step, statement, isOfNames }) =>
      overlaps(isOfNames || isUnsure || CONSEQUENCES.has(found.code) ? statement : step, place),
    );
    if (isKnown || (isUnsure && wrong.some((one) => overlaps(one, place)))) continue;
    report(diagnostic("type-error", { span }, { problem: messageOf(found) }));
  }
  return placed.map(({ place }) => functionAround(source, place));
}

interface DraftContext {
  readonly draft: DraftFile;
  /** Where the definitions show a mistake themselves. */
  readonly places: readonly Span[];
  readonly report: Report;
}

/** Reports what is wrong in a draft. A mistake that the definition itself shows would only be repeated. */
function judgeDraft(source: ts.SourceFile, wrong: readonly ts.Diagnostic[], context: DraftContext): void {
  const { draft, places, report } = context;
  for (const found of wrong) {
    const span = originOf(draft, valueAt(source, found.start ?? 0));
    if (span && places.some((one) => overlaps(one, span))) continue;
    const contract = contractAt(draft, found.start ?? 0);
    if (contract) report(contractDiagnostic(contract, span, messageOf(found)));
    else if (isCase(draft, found)) report(diagnostic("case-never-chosen", { span }, { problem: messageOf(found) }));
    else report(diagnostic("input-does-not-fit", { span }, { problem: messageOf(found) }));
  }
}

function contractDiagnostic(compared: Compared, span: Span | undefined, problem: string): Diagnostic {
  if (!("task" in compared)) return diagnostic("contract-differs", { span }, compared);
  const { id, side, task } = compared;
  const related = [{ message: "The task is here.", span: task }];
  return diagnostic("task-differs", { span, related }, { id, side, problem });
}

const allDiagnostics = (program: CheckedProgram, source: ts.SourceFile): readonly ts.Diagnostic[] => [
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

/** What a function gives is `never` to the compiler where it stopped at a mistake before it had looked at the function. */
const isUnsettled = ({ messageText }: ts.Diagnostic): boolean =>
  ts.flattenDiagnosticMessageText(messageText, "\n").endsWith("assignable to type 'never'.");

const messageOf = (found: ts.Diagnostic): string => {
  const text = ts.flattenDiagnosticMessageText(found.messageText, "\n");
  return `${/[.?!]$/.test(text) ? text : `${text}.`} (TS${found.code})`;
};

/** Whether the literal of a branch's case is not comparable to what `on` gives. No other piece is just such a literal. */
const isCase = ({ origins }: DraftFile, { code, start = 0, length = 0 }: ts.Diagnostic): boolean =>
  code === 2678 && origins.some((one) => one.start === start && one.end === start + length);

/** The question that an error at a position answers. */
const questionAt = ({ origins }: DraftFile, position: number): string | undefined =>
  origins.find(({ start, end, question }) => question !== undefined && start <= position && position < end)?.question;

/** The smallest piece of the source that the place was made from. */
function originOf(draft: DraftFile, position: number): Span | undefined {
  const around = draft.origins.filter(({ start, end }) => start <= position && position < end);
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  return around[0]?.span ?? draft.span;
}
