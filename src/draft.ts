import type { Diagnostic, Report } from "./diagnostics/diagnostic.js";
import { emit } from "./emit/emit.js";
import type { CheckedFlow } from "./ir/flow.js";
import type { DraftFile, FlowPlan } from "./ir/plan.js";
import { planFlow } from "./plan/plan-flow.js";
import type { Project } from "./project.js";
import { contractCheck } from "./typecheck/contract-check.js";
import type { CheckedProgram } from "./typecheck/program.js";
import { typecheck } from "./typecheck/typecheck.js";

/** What is drafted, and how. */
export interface DraftOptions {
  readonly project: Project;
  readonly flow: CheckedFlow;
  /** The definition modules. */
  readonly entries: readonly string[];
  /** Whether type errors are reported. */
  readonly typecheck: boolean;
  /** The file in which an earlier run may have left what it knew of types. */
  readonly memory?: string | undefined;
  readonly report: Report;
  readonly begin: (stage: string) => void;
}

/** The drafts of a flow, and the files of the project that TypeScript read to judge them. */
export interface Drafts {
  readonly drafts: readonly DraftFile[];
  readonly read: readonly string[];
  /** What a later run may begin with, for its `memory`. */
  readonly memory?: () => string | undefined;
}

/** plan → emit → type check. */
export function draft(options: DraftOptions): Drafts {
  const { project, flow, entries, typecheck: isChecked, memory, report, begin } = options;
  begin("Planning and printing");
  const { plan, drafts, program } = settle(options);
  if (!isChecked) return { drafts, read: [] };
  begin("Type-checking");
  const tasks = new Map(flow.tasks.map(({ id, span }) => [id, span]));
  const all = [...drafts, contractCheck(plan, project.config.output)];
  const subject = { drafts: all, entries, said: [], tasks, previous: program, memory };
  const checked = typecheck(project, subject, report);
  return { drafts, read: checked.read, memory: checked.memory };
}

/**
 * Whether a step that is skipped can pass on what came before it is a question of types. The first drafts suppose that
 * it can, and are drawn again for as long as TypeScript answers that something does not fit. Nothing else is asked of
 * TypeScript here, and nothing at all where no step asks.
 */
function settle({ project, flow, memory, report }: DraftOptions): {
  plan: FlowPlan;
  drafts: DraftFile[];
  program?: CheckedProgram;
} {
  const refused = new Set<string>();
  let previous: CheckedProgram | undefined;
  for (;;) {
    const found: Diagnostic[] = [];
    const plan = planFlow(flow, { schedule: project.config.schedule, refused }, (one) => void found.push(one));
    const drafts = emit(plan, project.config.output);
    const asks = drafts.some(({ origins }) => origins.some(({ question }) => question !== undefined));
    const checked = asks
      ? typecheck(project, { drafts, entries: [], said: [], tasks: new Map(), previous, memory }, () => {})
      : undefined;
    previous = checked?.program ?? previous;
    for (const question of checked?.refused ?? []) refused.add(question);
    if (checked && checked.refused.length > 0) continue;
    for (const one of found) report(one);
    return { plan, drafts, ...(previous && { program: previous }) };
  }
}
