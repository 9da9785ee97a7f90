import type { Code, Part } from "../ir/code.js";
import type { WaitStepPlan } from "../ir/plan.js";
import type { Period } from "../ir/step.js";
import { camelCase } from "../ir/names.js";
import { printString } from "../lift/literal.js";
import { type Body, placed } from "./body.js";
import { useMapper } from "./mapper.js";
import { type OptionHole, propertyHoles } from "./options.js";
import { type Scope, type Value } from "./scope.js";
import { emitSkippable } from "./skip.js";
import { fillTemplate } from "./templates.js";

/** Emits a wait. What came before it is what comes after. */
export function emitWait(plan: WaitStepPlan, comment: string, scope: Scope, body: Body): Value {
  // Whether it waits or not, it gives the same.
  emitSkippable({ ...plan, result: "unread" }, scope, body, (inner) => {
    inner.statements.push(placed([waitStatement(plan, comment, scope, inner)], plan.step.span));
    return scope.input;
  });
  return scope.prev ?? scope.input;
}

function waitStatement({ step, key }: WaitStepPlan, comment: string, scope: Scope, body: Body) {
  const { until } = step;
  if ("unit" in until) {
    return fillTemplate("wait-for", { $comment: comment, $period: [periodOf(until, waitKey(key, scope, body), body)] });
  }
  const use = useMapper(until, scope, "prev-and-context", `${camelCase(step.name)}Date`);
  body.declarations.push(...use.declarations);
  return fillTemplate("wait-until", {
    $comment: comment,
    $key: waitKey(key, scope, body),
    options: keptFor(body),
    $date: placed(use.expression, until.span),
  });
}

/** A period with its key, as the platform takes it: `{ minutes: 10, idempotencyKey }`. */
export const periodOf = ({ unit, amount }: Period, $key: Code, body: Body): Part =>
  fillTemplate("period", { $unit: [unit], $amount: [String(amount)], $key, options: keptFor(body) });

/** The key of a wait or a token. The platform does not hold it to the run by itself, as it does with the key of a run. */
export const waitKey = (key: string, scope: Scope, { keys }: Body): Code =>
  keys.keyOf ? keys.of(key, scope.input) : [fillTemplate("wait-key", { $key: [printString(key)] })];

/** How long that key is kept, where others than this run ask for it. The platform would keep it for ever. */
export const keptFor = ({ keys }: Body): OptionHole[] =>
  keys.keyOf ? (keys.ttl ? propertyHoles([keys.ttl]) : [{ $option: [`idempotencyKeyTTL: "${KEY_LIFE}"`] }]) : [];

/** How long the platform keeps the key of a run that does not say so. */
const KEY_LIFE = "30d";
