import assert from "node:assert";
import { type Code, type Local, local, walkCode } from "../ir/code.js";
import type { Schema } from "../ir/flow.js";
import type { InputPlan, NodePlan, ParentPlan, Schedule } from "../ir/plan.js";
import { camelCase, graphVariable } from "../ir/names.js";
import { type Body, placed } from "./body.js";
import { emitPart } from "./graph.js";
import { useMapper } from "./mapper.js";
import type { FileContent } from "./print-file.js";
import { emitRun, type Run } from "./run.js";
import { record, type Scope, type Value } from "./scope.js";
import { emitSteps } from "./steps.js";
import { fillTemplate } from "./templates.js";
import { payloadType } from "./types.js";

/** Prints the task of one track, composite track or orchestrator. */
export function emitParent(plan: ParentPlan, header: string): FileContent {
  const exported = local(plan.exportName);
  const input = local("input");
  const Input = local("Input");
  const body: Body = { statements: [], declarations: [] };
  const inputValue: Value = {
    code: [input],
    type: plan.input.kind === "schema" ? [Input] : payloadType(plan.input.of),
  };
  const start: Scope = {
    prev: inputValue,
    input: inputValue,
    outputs: new Map(),
    index: undefined,
    item: undefined,
    isTuple: false,
  };

  const afterSteps = emitSteps(plan.steps, start, body);
  const nodes = plan.schedule ? emitSchedule(plan.schedule, plan, afterSteps, body) : new Map<string, Value>();
  emitEnding(plan, afterSteps, nodes, body);

  const statements = separate(body.statements);
  const isRead = mentions(statements, input);
  const task = fillTemplate(plan.input.kind === "schema" ? "parent-with-schema" : "parent", {
    $doc: docOf(plan),
    $task: [exported],
    $id: plan.id,
    $body: statements,
    ...inputHoles(plan.input, isRead ? input : undefined, Input, body),
  });
  const schema = plan.input.kind === "schema" && usesType(body, Input) ? inputCode(plan.input.schema, Input) : [];
  const code: Code = [...schema, ...body.declarations.flatMap((one): Code => [...one, "\n"]), task];
  return { path: plan.file, header, exports: [exported], code, span: plan.span };
}

function inputHoles(
  plan: InputPlan,
  input: Local | undefined,
  Input: Local,
  body: Body,
): Record<string, Code | { $input: Code }[]> {
  if (plan.kind === "payloads") return { $input: [input ?? local("_input")], $Payload: payloadType(plan.of) };
  return {
    $schema: usesType(body, Input) && !isName(plan.schema) ? [Input] : [plan.schema],
    inputs: input ? [{ $input: [input] }] : [],
  };
}

/** The type of the input by name; its schema too, unless that has a name already. */
function inputCode(schema: Schema, Input: Local): Code {
  return [fillTemplate(isName(schema) ? "input-of" : "input", { $Input: [Input], $schema: [schema] }), "\n\n"];
}

const isName = ({ code }: Schema): boolean => code.length === 1 && code.every((part) => typeof part !== "string");

/** Whether a declared function names the type of the input, so that it has to have a name. */
const usesType = (body: Body, Input: Local): boolean => body.declarations.some((one) => mentions(one, Input));

function mentions(code: Code, symbol: Local): boolean {
  let found = false;
  walkCode(code, (part) => {
    found ||= part === symbol;
  });
  return found;
}

/** A blank line between statements, as between paragraphs. */
const separate = (statements: readonly Code[]): Code =>
  statements.flatMap((one, index): Code => (index === 0 ? one : ["\n\n", ...one]));

function docOf(plan: ParentPlan): string {
  const title = plan.doc === "" ? plan.name : `${plan.name}: ${plan.doc}`;
  return plan.drawing.length === 0 ? title : [title, "", ...plan.drawing.map((line) => `  ${line}`)].join("\n");
}

/** Emits a graph; gives the output of each node, by name. */
function emitSchedule(schedule: Schedule, plan: ParentPlan, scope: Scope, body: Body): ReadonlyMap<string, Value> {
  const outputs = new Map<string, Value>();
  // The sub-tracks of a composite track take what its steps gave; the tracks of an orchestrator, what other tracks gave.
  const isComposite = plan.kind === "composite";
  const here: Scope = isComposite ? scope : { ...scope, outputs };
  const payloadOf = (node: NodePlan): Code => placed(expressionOf(node), node.mapping?.span ?? node.span);
  const expressionOf = (node: NodePlan): Code => {
    if (!node.mapping) return isComposite ? (scope.prev?.code ?? []) : scope.input.code;
    const shape = isComposite ? "prev-and-context" : "outputs-and-input";
    const use = useMapper(node.mapping, here, shape, `${graphVariable(node.name)}Input`);
    body.declarations.push(...use.declarations);
    return use.expression;
  };
  const emit = (part: Schedule): void => {
    if (part.kind === "series") for (const inner of part.parts) emit(inner);
    else for (const [name, value] of emitPart(part, payloadOf, body)) outputs.set(name, value);
  };
  emit(schedule);
  return outputs;
}

function emitEnding(plan: ParentPlan, scope: Scope, nodes: ReadonlyMap<string, Value>, body: Body): void {
  const { ending } = plan;
  const giveBack = (value: Code): void => void body.statements.push([fillTemplate("return", { $value: value })]);
  switch (ending.kind) {
    case "returned":
      return;
    case "last-result":
      assert(scope.prev, "a track without a last result");
      return giveBack(scope.prev.code);
    case "record":
      return giveBack(record([...nodes]).code);
    case "final-task": {
      const { step, task, key, result } = ending.run;
      const run: Run = {
        task,
        key,
        inputMapper: step.inputMapper,
        inputName: `${camelCase(step.name)}Input`,
        shape: "outputs-and-input",
        passedOn: record([...nodes]).code,
        span: step.span,
      };
      const comment = `Final task: ${step.name}`;
      return emitRun(run, { result, comment, variable: [] }, { ...scope, outputs: nodes }, body);
    }
    case "mapper": {
      const isMerge = ending.role === "merge";
      const outputs = isMerge ? new Map([...nodes.values()].map((value, index) => [String(index), value])) : nodes;
      const shape = isMerge ? "outputs-and-context" : "outputs-and-input";
      const use = useMapper(
        ending.mapper,
        { ...scope, outputs, isTuple: isMerge },
        shape,
        isMerge ? "merge" : "output",
      );
      body.declarations.push(...use.declarations);
      return giveBack(placed(use.expression, ending.mapper.span));
    }
  }
}
