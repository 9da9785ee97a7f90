import { ts } from "ts-morph";
import type { HookName } from "../define/hooks.js";
import type { Hook } from "../ir/flow.js";
import type { Span } from "../ir/source.js";
import type { Entity } from "../load/evaluation.js";
import { nodeSpan } from "../load/graph.js";
import { emptyScope } from "./copy-scope.js";
import type { Lifter } from "./lifter.js";
import { functionSource } from "./mapper.js";
import { Unliftable } from "./unliftable.js";

/** The hooks, in the order in which they are printed: that of a run's life. */
export const hookNames: readonly HookName[] = [
  "onStartAttempt",
  "onWait",
  "onResume",
  "onSuccess",
  "onFailure",
  "onComplete",
  "onCancel",
];

/** Lifts the hooks of a definition. They are copied as they are: Trigger.dev calls them, with an object of its own. */
export function liftHooks(owner: Entity, whole: Span, lifter: Lifter): Hook[] {
  return hookNames.flatMap((name) => liftHook(name, owner, whole, lifter) ?? []);
}

function liftHook(name: HookName, owner: Entity, whole: Span, lifter: Lifter): Hook | undefined {
  const { graph } = lifter;
  if (graph.entity(graph.property(owner, name))?.kind !== "function") return undefined;
  const written = graph.initializer(owner, name);
  const span = written ? nodeSpan(written, lifter.modules) : whole;
  return lifter.attempt(name, () => {
    const source = functionSource(owner, name, lifter);
    if (source) {
      const copied = lifter.copy(source.node, { ...emptyScope(source.node), captures: source.captures });
      return {
        span,
        code: source.node === written && ts.isMethodDeclaration(written) ? [copied] : [`${name}: `, copied],
      };
    }
    if (written) return { span, code: [{ kind: "shorthand", key: name, value: [lifter.copy(written, emptyScope())] }] };
    const place = owner.sites[0] && graph.node(owner.sites[0]);
    if (!place) throw new Error("a hook without a place, in an object without a place");
    throw new Unliftable(place, `its source is not known`, "Write it in a definition module, or import it by name.");
  });
}
