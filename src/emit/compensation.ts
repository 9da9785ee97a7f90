import assert from "node:assert";
import { type Code, type Local } from "../ir/code.js";
import { camelCase } from "../ir/names.js";
import type { KeeperPlan, NodePlan, RegionPlan, UndoPlan } from "../ir/plan.js";
import { printString } from "../lift/literal.js";
import { needsOf } from "../plan/input-use.js";
import { type Body, placed } from "./body.js";
import { useMapper } from "./mapper.js";
import type { Scope, Value } from "./scope.js";
import { templateLocal } from "./template.js";
import { fillTemplate } from "./templates.js";
import { payloadType, taskType } from "./types.js";

/** What there is to undo, where steps run. */
export const undoList = templateLocal("undo");

/** A run that may have to be undone: what it gave, and what else of it a compensation may read, by name. */
interface Completed {
  readonly output: Value;
  /** The run itself, where it has a name. */
  readonly run?: Local;
  /** What it is called among others of its step. */
  readonly part?: Code;
  readonly named?: readonly (readonly [string, Value])[];
}

/** Adds what undoes a run to what there is to undo. */
export function undoStatement(plan: UndoPlan, completed: Completed, scope: Scope, body: Body): Code {
  const { name } = plan;
  const { output, run, part = [printString(name)], named = [] } = completed;
  if (plan.kind === "nested") {
    assert(run, `the run of ${name} has no name`);
    return [fillTemplate("undo-nested", { $undo: [undoList], $step: part, $keeper: plan.keeper, $run: [run] })];
  }
  const { of, task } = plan;
  const given = new Map([["output", output], ...named]);
  const own: Scope = { ...scope, item: given.get("item"), named: given };
  const payload = payloadType([task]);
  const use = of.inputMapper && useMapper(of.inputMapper, own, "output-and-context", `${camelCase(name)}Undo`, payload);
  body.declarations.push(...(use?.declarations ?? []));
  const filled = fillTemplate("undo", {
    $undo: [undoList],
    $Task: taskType(task),
    $id: task.id,
    $step: part,
    $payload: placed(use?.expression ?? output.code, of.inputMapper?.span ?? of.span),
  });
  return placed([filled], of.span);
}

/** The same, where it may have failed and the parent has gone on. */
export const undoIfCompleted = (run: Code, add: Code): Code => [
  fillTemplate("undo-completed", { $run: run, $compensate: add }),
];

/** The items of a batch: their list, how many go into the batch, their type, and that of what each gives. */
interface Items {
  readonly items: Code;
  readonly size: Code;
  readonly itemType: Code;
  readonly outputType: Code;
}

/** What undoes the nodes and regions of a batch that have completed, so far as anything does. */
export function undoRuns(runs: readonly { readonly run: Code; readonly of: NodePlan | RegionPlan }[]): UndoHole[] {
  return runs.flatMap(({ run, of }): UndoHole[] => {
    if (of.kind === "region") {
      return of.isUndoable ? [{ $compensate: [fillTemplate("undo-region", { $region: run, $undo: [undoList] })] }] : [];
    }
    if (!of.undo) return [];
    const holes = { $undo: [undoList], $step: [printString(of.undo.name)], $keeper: of.undo.keeper, $run: run };
    return [{ $compensate: undoIfCompleted(run, [fillTemplate("undo-nested", holes)]) }];
  });
}

interface UndoHole {
  readonly $compensate: Code;
  readonly [hole: string]: Code;
}

/** What undoes the items of a batch that have completed, as `run-each` has it. */
export function undoItems(
  plan: UndoPlan,
  { items, size, itemType, outputType }: Items,
  scope: Scope,
  body: Body,
): Code {
  const [start, offset, run, item] = [templateLocal("start"), templateLocal("offset"), templateLocal("run"), templateLocal("item")]; // prettier-ignore
  const index: Value = { code: ["(", start, " + ", offset, ")"], type: ["number"] };
  const completed: Completed = {
    output: { code: [run, ".output"], type: outputType },
    run,
    part: partOf(plan.name, index.code),
    named: [["index", index], ["item", { code: [item], type: itemType }]], // prettier-ignore
  };
  const $compensate = undoStatement(plan, completed, scope, body);
  const holes = { $offset: [offset], $run: [run], $compensate };
  const mapper = plan.kind === "task" ? plan.of.inputMapper : undefined;
  const isItemRead = mapper !== undefined && needsOf(mapper).reads("item");
  return isItemRead
    ? [fillTemplate("undo-each-item", { ...holes, $items: items, $start: [start], $size: size, $item: [item] })]
    : [fillTemplate("undo-each", holes)];
}

/** The name of one of many: no name has a colon, so it is no other's. */
export const partOf = (name: string, number: Code): Code => [
  fillTemplate("key-of-round", { $prefix: `${name}: `, $round: number }),
];

/** What a parent that compensates has beside other parents. */
export const compensatingHoles = ({ id }: KeeperPlan, ctx: Local) => ({ $ctx: [ctx], $keeper: id, $undo: [undoList] });

/** Prints the task that keeps what a parent has to compensate. */
export const emitKeeper = ({ id }: KeeperPlan, name: Local, owner: string): Code => [
  fillTemplate("keeper", {
    $doc: `Keeps what ${owner} has to undo, for an attempt after a crash.`,
    $task: [name],
    $id: id,
  }),
];
