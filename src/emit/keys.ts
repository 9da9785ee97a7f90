import { type Code, type Local, local } from "../ir/code.js";
import type { OptionProperty } from "../ir/options.js";
import type { ParentPlan } from "../ir/plan.js";
import { printString } from "../lift/literal.js";
import { type Body, placed } from "./body.js";
import { useMapper } from "./mapper.js";
import type { Scope, Value } from "./scope.js";
import { fillTemplate } from "./templates.js";

/** How the runs of a parent get their idempotency keys. */
export interface Keys {
  /** The key of one run, as an expression. */
  readonly of: (key: string, input: Value) => Code;
  /** What makes keys for more than this run of the parent: then, items get theirs from it. */
  readonly keyOf: Local | undefined;
  /** How long they are kept, where that is said. */
  readonly ttl: OptionProperty | undefined;
}

/** Keys that hold within the run of the parent. */
export const runKeys: Keys = { of: (key) => [printString(key)], keyOf: undefined, ttl: undefined };

/** Keys of what is worked on: a function that makes them is declared beside the task. */
export function resumeKeys({ name, id, resume }: ParentPlan, scope: Scope, declarations: Body["declarations"]): Keys {
  if (!resume) return runKeys;
  const keyOf = local("keyOf");
  const use = useMapper(resume.key, scope, "prev-and-context", "resumeKey");
  const declaration = fillTemplate("key-of", {
    $doc: `The key of a run of ${name}, by what it works on: whichever run of it asks, what has completed is not run again.`,
    $keyOf: [keyOf],
    $input: scope.input.code,
    $Payload: scope.input.type,
    $id: id,
    $value: placed(use.expression, resume.key.span),
  });
  declarations.push(...use.declarations, [declaration, "\n"]);
  return { of: (key, { code }) => ["await ", keyOf, "(", ...code, `, ${printString(key)})`], keyOf, ttl: resume.ttl };
}
