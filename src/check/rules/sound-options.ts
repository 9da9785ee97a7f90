import { diagnostic, type Report } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { OptionProperty, RunOptions } from "../../ir/options.js";
import { refusedRunOptions, runOptionChecks, taskOptionChecks } from "../option-values.js";
import { type Rule, stepsOf } from "../rule.js";

/** Options exist, are not deprecated, and have values that Trigger.dev takes. */
export const soundOptions: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    for (const property of definition.options) checkTaskOption(property, report);
    if (definition.resume?.ttl)
      checkOption(definition.resume.ttl, runOptionChecks, { of: "run", elsewhere: "" }, report);
    for (const step of stepsOf(definition)) if (step.kind === "run") checkRunOptions(step.options, report);
    if (definition.kind === "track") continue;
    for (const { options } of definition.nodeOptions.values()) checkRunOptions(options, report);
  }
};

function checkTaskOption(property: OptionProperty, report: Report): void {
  const { name = "", span, value } = property;
  const parts = deprecatedParts(name, value);
  if (parts) report(diagnostic("deprecated-option", { span }, parts));
  const elsewhere = Object.hasOwn(runOptionChecks, name) ? "It is an option of runs: give it to a step or a node." : "";
  checkOption(property, taskOptionChecks, { of: "task", elsewhere }, report);
}

function checkRunOptions(options: RunOptions | undefined, report: Report): void {
  if (options?.form.kind !== "properties") return;
  for (const property of options.form.properties) {
    const { name = "", nameSpan } = property;
    const why = refusedRunOptions.get(name);
    if (why !== undefined) report(diagnostic("invalid-option", { span: nameSpan }, { name, problem: why }));
    else {
      const elsewhere = Object.hasOwn(taskOptionChecks, name) ? "It is an option of tasks, not of their runs." : "";
      checkOption(property, runOptionChecks, { of: "run", elsewhere }, report);
    }
  }
}

function checkOption(
  { name, nameSpan, span, value }: OptionProperty,
  checks: Readonly<Record<string, (value: unknown) => string | undefined>>,
  about: { readonly of: string; readonly elsewhere: string },
  report: Report,
): void {
  if (name === undefined) return; // what a spread brings is TypeScript's to check
  const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
  if (!check) {
    const suggestions = about.elsewhere === "" ? didYouMean(name, Object.keys(checks)) : [];
    return report(diagnostic("unknown-option", { span: nameSpan, suggestions }, { name, ...about }));
  }
  const problem = value === undefined ? undefined : check(value);
  if (problem !== undefined) report(diagnostic("invalid-option", { span }, { name, problem }));
}

/** What Trigger.dev still takes, but advises against. */
function deprecatedParts(name: string, value: unknown): { name: string; instead: string } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (name === "queue" && "concurrencyLimit" in value && !("name" in value)) {
    return {
      name: "queue.concurrencyLimit",
      instead: "Use `concurrency`: `{ total: 10 }` limits the task, `{ perKey: 10 }` each `concurrencyKey`.",
    };
  }
  const part = name === "machine" ? ["cpu", "memory"].find((one) => one in value) : undefined;
  return part === undefined
    ? undefined
    : { name: `machine.${part}`, instead: 'Name a preset: `machine: "medium-1x"`.' };
}
