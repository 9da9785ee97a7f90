import assert from "node:assert";
import { type Code, local } from "../ir/code.js";
import type { Mapper } from "../ir/flow.js";
import { camelCase } from "../ir/names.js";
import type { RunStepPlan } from "../ir/plan.js";
import { type Body, placed } from "./body.js";
import { declareMapper, useMapper } from "./mapper.js";
import { printIndex, type Scope, typeAtPath, type Value } from "./scope.js";
import { templateLocal } from "./template.js";
import { fillTemplate } from "./templates.js";
import { BATCH_LIMIT } from "../ir/limits.js";
import { itemResultsType, outputType, taskType } from "./types.js";

/** Emits a step that runs once per item, in batches as large as the platform takes. */
export function emitEach(plan: RunStepPlan, comment: string, scope: Scope, body: Body): Value {
  const { step, task } = plan;
  assert(step.forEach, "a step that runs once per item, without a list of items");
  const { list: forEach, concurrency, onItemFailure } = step.forEach;
  const name = camelCase(step.name);
  const result = local(name, `${name}Outputs`);
  // A declared mapper has to name the type of an item; where it is not that of a property, a function is asked for it.
  const known = propertyItem(forEach, scope);
  const isAsked = step.inputMapper?.form.kind === "function" && known === undefined;
  const list = (isAsked ? declareMapper : useMapper)(forEach, scope, "prev-and-context", `${name}ItemsOf`);
  body.declarations.push(...list.declarations);
  const items = local(`${name}Items`);
  const isNamed = known === undefined && !isProperty(list.expression);
  const { item, payload } = itemPayload(plan, scope, known ?? list.returned, body);
  const values = {
    $comment: comment,
    // The list is read twice: anything but a plain property gets a name first.
    lists: isNamed ? [{ $list: [items], $value: placed(list.expression, forEach.span) }] : [],
    $Task: taskType(task),
    $id: task.id,
    $items: placed(isNamed ? [items] : list.expression, forEach.span),
    $item: item,
    $payload: placed(payload, step.inputMapper?.span ?? step.span),
    $prefix: plan.key,
    $size: [String(concurrency ?? BATCH_LIMIT)],
  };
  const isRead = plan.result !== "unread";
  const isCollected = onItemFailure === "collect";
  const filled = isRead
    ? fillTemplate(isCollected ? "run-each-collected" : "run-each", { ...values, $result: [result] })
    : fillTemplate(isCollected ? "run-each-ignored" : "run-each-unread", values);
  body.statements.push(placed([filled], step.span));
  return { code: [result], type: isCollected ? itemResultsType(task) : [...outputType(task), "[]"] };
}

/** The list's type, where the list is a property of what is known, such as `split.segments`. */
function propertyItem(forEach: Mapper, scope: Scope): Code | undefined {
  if (forEach.form.kind !== "inline") return undefined;
  const [argument, properties = "", ...rest] = forEach.form.body.code;
  if (typeof argument !== "object" || argument.kind !== "argument") return undefined;
  if (typeof properties !== "string" || !/^(\.[\w$]+)*$/.test(properties) || rest.length > 0) return undefined;
  const names = properties.split(".").slice(1);
  return [...typeAtPath(scope, argument.path), ...names.map(printIndex)];
}

function isProperty(code: Code): boolean {
  return code.every((part) => {
    if (typeof part === "string") return /^[\w.$]*$/.test(part);
    return part.kind === "local" || (part.kind === "fragment" && isProperty(part.code));
  });
}

function itemPayload(
  plan: RunStepPlan,
  scope: Scope,
  list: Code | undefined,
  body: Body,
): { item: Code; payload: Code } {
  const { inputMapper } = plan.step;
  const item = templateLocal("item");
  if (!inputMapper) return { item: [item], payload: [item] };
  const index: Value = { code: ["(", templateLocal("start"), " + ", templateLocal("offset"), ")"], type: ["number"] };
  const own: Scope = { ...scope, item: { code: [item], type: [...(list ?? ["never"]), "[number]"] }, index };
  const use = useMapper(inputMapper, own, "item-and-context", `${camelCase(plan.step.name)}Input`);
  body.declarations.push(...use.declarations);
  if (inputMapper.form.kind !== "inline") return { item: [item], payload: use.expression };
  return {
    item: inputMapper.form.item.length > 0 ? inputMapper.form.item : [templateLocal("_item")],
    payload: use.expression,
  };
}
