import { resolve } from "node:path";
import type { ts } from "ts-morph";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Flow } from "../ir/flow.js";
import type { Span } from "../ir/source.js";

/** A function whose value is used as it is, because it is not `async`. */
export interface Unawaited {
  readonly what: "transform" | "fallback";
  readonly span: Span;
}

/** The functions of steps that may be `async` and are not. */
export function unawaitedIn({ definitions }: Flow): Unawaited[] {
  return definitions.flatMap((definition) => {
    const steps = definition.kind === "orchestrator" ? [] : definition.steps;
    return steps.flatMap((step): Unawaited[] => {
      if (step.kind === "transform" && !step.transform.form.async)
        return [{ what: "transform", span: step.transform.span }];
      if (step.kind === "run" && step.fallback && !step.fallback.form.async)
        return [{ what: "fallback", span: step.fallback.span }];
      return [];
    });
  });
}

/** Reports those that give a promise all the same, which only types can tell; whether there are any. */
export function reportPromises(all: readonly Unawaited[], program: ts.Program, root: string, report: Report): boolean {
  const found = all.filter(({ span }) => {
    const source = program.getSourceFile(resolve(root, span.file));
    const node = source && nodeAt(source, span);
    return node !== undefined && givesPromise(node, program.getTypeChecker());
  });
  for (const { what, span } of found) report(diagnostic("unawaited-promise", { span }, { what }));
  return found.length > 0;
}

function nodeAt(source: ts.SourceFile, { start, end }: Span): ts.Node | undefined {
  const find = (node: ts.Node): ts.Node | undefined =>
    node.getStart(source) === start && node.end === end
      ? node
      : node.forEachChild((child) => (child.pos <= start && end <= child.end ? find(child) : undefined));
  return find(source);
}

const givesPromise = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  checker
    .getTypeAtLocation(node)
    .getCallSignatures()
    .map((signature) => signature.getReturnType())
    .flatMap((type) => (type.isUnion() ? type.types : [type]))
    .some((type) => type.getProperty("then") !== undefined);
