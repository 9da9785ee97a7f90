import assert from "node:assert";
import { type Code, local } from "../ir/code.js";
import type { Mapper } from "../ir/flow.js";
import { camelCase } from "../ir/names.js";
import type { RunStepPlan } from "../ir/plan.js";
import { needsOf } from "../plan/input-use.js";
import { type Body, placed } from "./body.js";
import { undoItems } from "./compensation.js";
import { type OptionHole, runOptions } from "./options.js";
import { declareMapper, useMapper } from "./mapper.js";
import { printIndex, type Scope, typeAtPath, type Value } from "./scope.js";
import { templateLocal } from "./template.js";
import { fillTemplate } from "./templates.js";
import { BATCH_LIMIT } from "../ir/limits.js";
import { itemResultsType, outputType, payloadType, taskType } from "./types.js";

/** Which template it is: by what a failure does, by whose key it is, and by whether anything reads the result. */
const EACH = {
  halt: {
    plain: { read: "run-each", unread: "run-each-unread" },
    resumed: { read: "run-each-resumed", unread: "run-each-resumed-unread" },
  },
  collect: {
    plain: { read: "run-each-collected", unread: "run-each-ignored" },
    resumed: { read: "run-each-resumed-collected", unread: "run-each-resumed-ignored" },
  },
} as const;

/** Nothing but the count asks what became of the items. */
const COUNTED = { plain: "run-each-counted", resumed: "run-each-resumed-counted" } as const;

/** Emits a step that runs once per item, in batches as large as the platform takes. */
export function emitEach(plan: RunStepPlan, comment: string, scope: Scope, body: Body): Value {
  const { step, task } = plan;
  assert(step.forEach, "a step that runs once per item, without a list of items");
  const { list: forEach, concurrency, onItemFailure } = step.forEach;
  const name = camelCase(step.name);
  const result = local(name, `${name}Outputs`);
  // A declared mapper has to name the type of an item; where it is not that of a property, a function is asked for it.
  const known = propertyItem(forEach, scope);
  const ofItems = [step.inputMapper, plan.undo?.kind === "task" ? plan.undo.of.inputMapper : undefined];
  const isAsked = ofItems.some((mapper) => mapper?.form.kind === "function") && known === undefined;
  const list = (isAsked ? declareMapper : useMapper)(forEach, scope, "prev-and-context", `${name}ItemsOf`);
  body.declarations.push(...list.declarations);
  const items = local(`${name}Items`);
  const isNamed = known === undefined && !isProperty(list.expression);
  const { item, payload, options } = itemTrigger(plan, scope, known ?? list.returned, body);
  const $items = placed(isNamed ? [items] : list.expression, forEach.span);
  const $size: Code = [String(concurrency ?? BATCH_LIMIT)];
  const itemType: Code = [...(known ?? list.returned ?? ["never"]), "[number]"];
  const undo = plan.undo && undoItems(plan.undo, { items: $items, size: $size, itemType, outputType: outputType(task) }, scope, body); // prettier-ignore
  const isCollected = onItemFailure === "collect";
  // Where nothing reads the result and no failure counts, only compensations want to know what became of the items.
  const isRead = plan.result !== "unread" || (isCollected && undo !== undefined);
  const takesUndo = !body.keys.keyOf && (isRead || !isCollected);
  const values = {
    $comment: comment,
    // The list is read twice: anything but a plain property gets a name first.
    lists: isNamed ? [{ $list: [items], $value: placed(list.expression, forEach.span) }] : [],
    $Task: taskType(task),
    $id: task.id,
    $items,
    $item: item,
    $payload: placed(payload, step.inputMapper?.span ?? step.span),
    options,
    $prefix: plan.key,
    $size,
    ...(takesUndo && { compensations: undo ? [{ $compensate: undo }] : [] }),
    ...(body.keys.keyOf && { $keyOf: [body.keys.keyOf], $input: scope.input.code }),
  };
  const isResumed = body.keys.keyOf ? "resumed" : "plain";
  const counter = { $count: [local("count", `${name}Count`)], $step: step.name };
  const counts = plan.isCounted ? [counter] : [];
  const filled = isRead
    ? fillTemplate(EACH[onItemFailure][isResumed].read, { ...values, counts, $result: [result] })
    : !isCollected
      ? fillTemplate(EACH.halt[isResumed].unread, { ...values, counts })
      : plan.isCounted
        ? fillTemplate(COUNTED[isResumed], { ...values, ...counter })
        : fillTemplate(EACH.collect[isResumed].unread, values);
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

interface ItemTrigger {
  readonly item: Code;
  readonly payload: Code;
  readonly options: readonly OptionHole[];
}

/** What one item is triggered with, and what the item is called there. */
function itemTrigger(plan: RunStepPlan, scope: Scope, list: Code | undefined, body: Body): ItemTrigger {
  const { inputMapper, options, name } = plan.step;
  const item = templateLocal("item");
  const index: Value = { code: ["(", templateLocal("start"), " + ", templateLocal("offset"), ")"], type: ["number"] };
  const own: Scope = { ...scope, item: { code: [item], type: [...(list ?? ["never"]), "[number]"] }, index };
  const holes = runOptions(options, own, "item-and-context", `${camelCase(name)}Options`, body);
  if (!inputMapper) return { item: [item], payload: [item], options: holes };
  const use = useMapper(inputMapper, own, "item-and-context", `${camelCase(name)}Input`, payloadType([plan.task]));
  body.declarations.push(...use.declarations);
  const { form } = inputMapper;
  if (form.kind === "inline" && form.item.length > 0)
    return { item: form.item, payload: use.expression, options: holes };
  const isRead =
    form.kind !== "inline" || needsOf(inputMapper).item || (options !== undefined && needsOf(options).item);
  return { item: [isRead ? item : templateLocal("_item")], payload: use.expression, options: holes };
}
