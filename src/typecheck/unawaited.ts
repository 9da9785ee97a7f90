import { resolve } from "node:path";
import { ts } from "ts-morph";
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
    return node !== undefined && mayGivePromise(node) && givesPromise(node, program.getTypeChecker());
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

/**
 * Whether the types have to be asked, which costs the check of the whole definition: what is written as a value is none, and
 * nor is what is read of the arguments, which are data.
 */
function mayGivePromise(node: ts.Node): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node) && !ts.isMethodDeclaration(node)) return true;
  const given = new Set<string>();
  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) given.add(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) bind(element.name);
  };
  for (const { name } of node.parameters) bind(name);
  const may = (value: ts.Expression): boolean => {
    if (ts.isParenthesizedExpression(value) || ts.isAsExpression(value) || ts.isSatisfiesExpression(value))
      return may(value.expression);
    if (ts.isConditionalExpression(value)) return may(value.whenTrue) || may(value.whenFalse);
    if (ts.isBinaryExpression(value))
      return CHOOSING.has(value.operatorToken.kind) && (may(value.left) || may(value.right));
    if (ts.isPropertyAccessExpression(value) || ts.isElementAccessExpression(value) || ts.isCallExpression(value))
      return may(value.expression);
    if (ts.isIdentifier(value)) return !given.has(value.text);
    return ts.isNewExpression(value);
  };
  const returns = (inner: ts.Node): boolean =>
    ts.isReturnStatement(inner)
      ? inner.expression !== undefined && may(inner.expression)
      : !ts.isFunctionLike(inner) && (inner.forEachChild(returns) ?? false);
  const { body } = node;
  return body !== undefined && (ts.isBlock(body) ? returns(body) : may(body));
}

const CHOOSING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

const givesPromise = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  checker
    .getTypeAtLocation(node)
    .getCallSignatures()
    .map((signature) => signature.getReturnType())
    .flatMap((type) => (type.isUnion() ? type.types : [type]))
    .some((type) => type.getProperty("then") !== undefined);
