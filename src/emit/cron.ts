import { type Code, type Local, local } from "../ir/code.js";
import type { CronPlan } from "../ir/plan.js";
import { placed } from "./body.js";
import { useMapper } from "./mapper.js";
import { mentions } from "./statements.js";
import type { Scope, Value } from "./scope.js";
import { fillTemplate } from "./templates.js";
import { payloadOf, scheduledPayload } from "./types.js";

/** Prints the scheduled task that triggers an orchestrator, the task `target` of the same file. */
export function emitCron(plan: CronPlan, name: Local, target: Local): Code {
  const schedule = local("schedule");
  const given: Value = { code: [schedule], type: scheduledPayload };
  const scope: Scope = {
    prev: given,
    input: given,
    outputs: new Map(),
    index: undefined,
    item: undefined,
    isTuple: false,
  };
  const type = payloadOf(["typeof ", target]);
  const use = plan.payload && useMapper(plan.payload, scope, "prev-and-context", "scheduledInput", type);
  const payload = placed(use?.expression ?? ["{}"], plan.payload?.span ?? plan.span);
  const task = fillTemplate("cron", {
    $doc: `Triggers ${plan.of} on a schedule.`,
    $task: [name],
    $id: plan.id,
    $option: placed(plan.property, plan.span),
    inputs: mentions(payload, schedule) ? [{ $input: [schedule] }] : [],
    $target: [target],
    $payload: payload,
    $key: plan.key,
  });
  return [...(use?.declarations ?? []).flatMap((one): Code => [...one, "\n"]), task];
}
