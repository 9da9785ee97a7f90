import type { Code } from "../ir/code.js";
import type { Mapper } from "../ir/flow.js";
import { needsOf, type Needs } from "../plan/input-use.js";
import { record, recordOf, type Scope, type Value } from "./scope.js";

/** What mappers are called with: two things, or the record of all by name. */
export type CallShape =
  | "prev-and-context"
  | "item-and-context"
  | "output-and-context"
  | "context"
  | "error-and-context"
  | "outputs-and-input"
  | "outputs-and-context";

/** What a mapper is called with, and whether it reads it. */
export interface Argument {
  readonly value: Value;
  readonly isRead: boolean;
}

/** The arguments of a mapper where it stands. Records hold only what it reads of them. */
export function argumentsOf(mapper: Mapper, scope: Scope, shape: CallShape): readonly Argument[] {
  const needs = needsOf(mapper);
  const second =
    shape === "outputs-and-input" ? { value: scope.input, isRead: needs.input } : contextOf(scope, needs, shape);
  switch (shape) {
    case "prev-and-context":
      return [{ value: scope.prev ?? nothing, isRead: needs.prev }, second];
    case "item-and-context":
      return [{ value: scope.item ?? nothing, isRead: needs.item }, second];
    case "output-and-context": {
      const isRead = mapper.reads.some(({ path: [first] }) => first === "output");
      return [{ value: scope.named?.get("output") ?? nothing, isRead }, second];
    }
    case "error-and-context":
      return [{ value: scope.named?.get("error") ?? nothing, isRead: readsError(mapper) }, second];
    case "context":
      return [second];
    case "outputs-and-input":
    case "outputs-and-context":
      return [{ value: recordOf(scope, needs.outputs), isRead: readsOutputs(needs) }, second];
  }
}

const nothing: Value = { code: ["undefined"], type: ["undefined"] };

const readsOutputs = ({ outputs }: Needs): boolean => outputs === "all" || outputs.size > 0;

function contextOf(scope: Scope, needs: Needs, shape: CallShape): Argument {
  const entries = contextEntries(scope, needs, shape);
  return { value: record(entries), isRead: entries.length > 0 };
}

/** What a mapper reads of its second argument, by name. */
export function contextEntries(scope: Scope, needs: Needs, shape: CallShape): [string, Value][] {
  const entries: [string, Value][] = [];
  if (needs.input) entries.push(["input", scope.input]);
  if (readsOutputs(needs) && shape !== "outputs-and-context") entries.push(["outputs", recordOf(scope, needs.outputs)]);
  if (needs.index && scope.index) entries.push(["index", scope.index]);
  if ((shape === "context" || shape === "error-and-context") && scope.prev && needs.reads("prev"))
    entries.push(["prev", scope.prev]);
  for (const [name, value] of scope.named ?? []) {
    if (name !== "output" && name !== "error" && needs.reads(name)) entries.push([name, value]);
  }
  return entries;
}

/** Whether a fallback reads the error. */
export const readsError = (mapper: Mapper): boolean => mapper.reads.some(({ path: [first] }) => first === "error");

/** The values of arguments, as a call lists them. */
export const valuesOf = (given: readonly Argument[]): Code[] => given.map(({ value }) => value.code);
