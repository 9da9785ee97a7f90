import { check } from "./check/check.js";
import { type Diagnostic, isError, type Report, sortDiagnostics } from "./diagnostics/diagnostic.js";
import { draft } from "./draft.js";
import { tasksFiles } from "./emit/tasks.js";
import { formatFiles } from "./format/format.js";
import type { DraftFile, GeneratedFile } from "./ir/plan.js";
import type { Sources } from "./ir/source.js";
import { load, type Search } from "./load/load.js";
import type { Project } from "./project.js";
import { typecheck } from "./typecheck/typecheck.js";

export interface Compiled {
  /** The files of the output; none where anything is wrong. */
  readonly files: readonly GeneratedFile[];
  /** The same before they were formatted. */
  readonly drafts: readonly DraftFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** How files were looked for, and what was found, relative to the root. */
  readonly searches: readonly Search[];
  /** Absolute paths of the files of the project that the output depends on. */
  readonly inputs: readonly string[];
  /** What a later type check may begin with, for its `memory`; absent where there was none. */
  readonly memory?: (() => string | undefined) | undefined;
}

export interface CompileOptions {
  /** Whether the output is type-checked, together with the definitions. */
  readonly typecheck: boolean;
  /** The absolute path of the file in which an earlier run may have left what it knew of types. */
  readonly memory?: string | undefined;
  /** Gives the formatted text of a draft that has been formatted before. */
  readonly known?: (draft: DraftFile) => string | undefined;
  /** Called as each stage begins. */
  readonly onProgress?: ((stage: string) => void) | undefined;
}

/** load → check → plan → emit. Touches neither the output folder nor the console. */
export async function compile(project: Project, options: CompileOptions): Promise<Compiled> {
  const found: Diagnostic[] = [];
  const report: Report = (one) => void found.push(one);
  const begin = (stage: string): void => options.onProgress?.(stage);

  begin("Evaluating definitions");
  const { flow, entries, ...loaded } = await load(project, report);
  const wrong = (): Compiled => ({ ...loaded, files: [], drafts: [], diagnostics: sortDiagnostics(found) });

  begin("Checking");
  const checked = flow && check(flow, report);
  if (!checked || found.some(isError)) {
    // There is nothing to generate, but the types of the definitions can be looked at: all is reported in one run.
    if (flow && options.typecheck)
      typecheck(
        project,
        {
          drafts: tasksFiles(flow.listed, project.config.output),
          entries,
          said: found.flatMap(({ span }) => span ?? []),
          tasks: new Map(),
          memory: options.memory,
        },
        report,
      );
    return wrong();
  }

  const { typecheck: isTypechecked, memory: path } = options;
  const drafted = draft({ project, flow: checked, entries, typecheck: isTypechecked, memory: path, report, begin });
  const { drafts, read, memory } = drafted;
  if (found.some(isError)) return wrong();

  begin("Formatting");
  const files = await formatChanged(project, drafts, options.known);
  return { ...loaded, files, drafts, diagnostics: sortDiagnostics(found), inputs: [...loaded.inputs, ...read], memory };
}

/** Formats what has not been formatted before. */
async function formatChanged(
  project: Project,
  drafts: readonly DraftFile[],
  known: CompileOptions["known"],
): Promise<GeneratedFile[]> {
  const before = new Map(drafts.map((draft) => [draft.path, known?.(draft)]));
  const formatted = await formatFiles(
    project,
    drafts.filter(({ path }) => before.get(path) === undefined),
  );
  const texts = new Map([...before, ...formatted.map(({ path, text }) => [path, text] as const)]);
  return drafts.map(({ path }) => ({ path, text: texts.get(path) ?? "" }));
}
