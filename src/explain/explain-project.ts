import { check } from "../check/check.js";
import { readProject } from "../config/read-config.js";
import { type Diagnostic, isError, sortDiagnostics } from "../diagnostics/diagnostic.js";
import type { Sources } from "../ir/source.js";
import { load } from "../load/load.js";
import { openRunsOf } from "../plan/limits.js";
import { planFlow, scheduleGraphs } from "../plan/plan-flow.js";
import { explain, type Explanation, type Timing } from "./explain.js";

export interface ExplainOptions {
  /** The absolute path of the project. */
  readonly root: string;
  readonly config?: string | undefined;
  readonly timing?: Timing | undefined;
}

export interface ExplainResult {
  /** One for each composite track and orchestrator, in the order of the definitions; none where anything is wrong. */
  readonly graphs: readonly Explanation[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** Plans the graphs of a project and says why each part is as it is. Nothing is printed or type-checked. */
export async function explainProject({ root, config, timing }: ExplainOptions): Promise<ExplainResult> {
  const found: Diagnostic[] = [];
  const report = (one: Diagnostic): void => void found.push(one);
  const project = await readProject(root, config, report);
  const loaded = project && (await load(project, report));
  const checked = loaded?.flow && check(loaded.flow, report);
  const failed = (): ExplainResult => ({
    graphs: [],
    diagnostics: sortDiagnostics(found),
    sources: loaded?.sources ?? new Map(),
  });
  if (!project || !loaded || !checked || found.some(isError)) return failed();
  const { schedule } = project.config;
  const plan = planFlow(checked, { schedule }, report);
  if (found.some(isError)) return failed();
  const scheduled = scheduleGraphs(checked, schedule);
  const openOf = openRunsOf(checked, scheduled);
  const graphs = plan.parents.flatMap((parent) => {
    const graph = scheduled.get(parent.id);
    return (graph && explain({ parent, scheduled: graph, mostOpen: openOf(parent.id), timing })) ?? [];
  });
  return { graphs, diagnostics: sortDiagnostics(found), sources: loaded.sources };
}
