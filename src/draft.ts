import type { Diagnostic, Report } from "./diagnostics/diagnostic.js";
import { emit } from "./emit/emit.js";
import type { CheckedFlow } from "./ir/flow.js";
import type { DraftFile } from "./ir/plan.js";
import { planFlow } from "./plan/plan-flow.js";
import type { Project } from "./project.js";
import { contractCheck } from "./typecheck/contract-check.js";
import { typecheck } from "./typecheck/typecheck.js";

/** What is drafted, and how. */
export interface DraftOptions {
  readonly project: Project;
  readonly flow: CheckedFlow;
  /** The definition modules. */
  readonly entries: readonly string[];
  /** Whether type errors are reported. */
  readonly typecheck: boolean;
  readonly report: Report;
  readonly begin: (stage: string) => void;
}

/** The drafts of a flow, and the files of the project that TypeScript read to judge them. */
export interface Drafts {
  readonly drafts: readonly DraftFile[];
  readonly read: readonly string[];
}

/**
 * plan → emit → type check. Whether a step that is skipped can pass on what came before it is a question of types: the
 * first draft supposes that it can, and is drawn again for as long as TypeScript answers that something does not fit.
 */
export function draft({ project, flow, entries, typecheck: isChecked, report, begin }: DraftOptions): Drafts {
  const { output } = project.config;
  const refused = new Set<string>();
  for (;;) {
    const plan = planFlow(flow, refused);
    const drafts = emit(plan, output);
    const asks = drafts.some(({ origins }) => origins.some(({ question }) => question !== undefined));
    if (!isChecked && !asks) return { drafts, read: [] };
    if (refused.size === 0) begin("Type-checking");
    const found: Diagnostic[] = [];
    const subject = { drafts: [...drafts, contractCheck(plan, output)], entries, said: [] };
    const checked = typecheck(project, subject, (one) => void found.push(one));
    for (const question of checked.refused) refused.add(question);
    if (checked.refused.length > 0) continue;
    if (isChecked) for (const one of found) report(one);
    return { drafts, read: checked.read };
  }
}
