import { type Diagnostic, isError, type Report } from "../diagnostics/diagnostic.js";
import type { CheckedFlow, Flow } from "../ir/flow.js";
import { specifiedRules } from "./specified-rules.js";

/** Checks a flow against every rule. Only a flow without errors is a {@link CheckedFlow}. */
export function check(flow: Flow, report: Report): CheckedFlow | undefined {
  const found: Diagnostic[] = [];
  for (const rule of specifiedRules) rule(flow, (one) => found.push(one));
  for (const one of found) report(one);
  // The brand says exactly this: every rule ran and none objected; a warning is no objection.
  return found.some(isError) ? undefined : (flow as CheckedFlow);
}
