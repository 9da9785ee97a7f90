import assert from "node:assert";
import { type Code, isName, joinCode, type Local, local } from "../ir/code.js";
import type { Mapper, Schema } from "../ir/flow.js";
import type { InputPlan, ParentPlan, Schedule } from "../ir/plan.js";
import { camelCase } from "../ir/names.js";
import { type Body, placed } from "./body.js";
import { compensatingHoles, emitKeeper } from "./compensation.js";
import { emitCron } from "./cron.js";
import type { HoleValues } from "./fill.js";
import { type GraphFile, type Locals, localsOf } from "./frame.js";
import { emitSchedule } from "./graph.js";
import { resumeKeys } from "./keys.js";
import { useMapper } from "./mapper.js";
import { propertyHoles } from "./options.js";
import { declareProgress, followed, skippedAs } from "./progress.js";
import type { FileContent } from "./print-file.js";
import { viewed } from "./node.js";
import { emitRun, type Run, runExpression } from "./run.js";
import { record, type Scope, type Value } from "./scope.js";
import { contextParameter, mentions, separate } from "./statements.js";
import { emitSteps } from "./steps.js";
import { fillTemplate, type TemplateName } from "./templates.js";
import { outputType, payloadType } from "./types.js";

/** Prints the task of one track, composite track or orchestrator. */
export function emitParent(plan: ParentPlan, header: string): FileContent {
  const exported = local(plan.exportName);
  const input = local("input", "inputValue");
  const Input = local("Input");
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

  const declarations: Code[] = [];
  const body: Body = { statements: [], declarations, keys: resumeKeys(plan, start, declarations) };
  const afterSteps = emitSteps(plan.steps, start, body);
  const regions: Code[] = [];
  const exports: Local[] = [exported];
  const locals = localsOf(input);
  const progress = declareProgress(plan, declarations);
  const nodes = plan.schedule
    ? emitNodes(plan, plan.schedule, { scope: afterSteps, body, regions, exports, locals, progress })
    : new Map<string, Value>();
  emitEnding(plan, afterSteps, { nodes, progress }, body);

  const whole = separate(body.statements);
  const statements: Code = plan.isNode ? [fillTemplate("as-node", { $body: whole })] : whole;
  const context = contextParameter(plan.keeper ? [locals.ctx] : statements, locals.ctx);
  const above = [
    ...body.declarations.map((one): Code => [...one, "\n"]),
    ...regions.map((one): Code => [...one, "\n\n"]),
  ].flat();
  const isInputNamed = mentions(above, Input);
  const task = fillTemplate(templateOf(plan), {
    $doc: docOf(plan),
    $task: [exported],
    $id: plan.id,
    options: propertyHoles(plan.options),
    hooks: propertyHoles(plan.hooks),
    $body: statements,
    ...(plan.keeper && compensatingHoles(plan.keeper, locals.ctx)),
    ...inputHoles(plan.input, { input: mentions(statements, input) ? input : undefined, Input, isInputNamed, context }),
  });
  const schema = plan.input.kind === "schema" && isInputNamed ? inputCode(plan.input.schema, Input) : [];
  const code: Code[] = [[...schema, ...above, task]];
  if (plan.keeper) {
    const keeper = local(plan.keeper.exportName);
    exports.push(keeper);
    code.push(emitKeeper(plan.keeper, keeper, plan.name));
  }
  if (plan.cron) {
    const scheduled = local(plan.cron.exportName);
    exports.push(scheduled);
    code.push(emitCron(plan.cron, scheduled, exported));
  }
  return { path: plan.file, header, exports, code: joinCode(code, "\n\n"), span: plan.span };
}

function templateOf({ input, keeper }: ParentPlan): TemplateName {
  if (input.kind === "schema") return keeper ? "parent-compensating-with-schema" : "parent-with-schema";
  return keeper ? "parent-compensating" : "parent";
}

interface InputUse {
  readonly input: Local | undefined;
  readonly Input: Local;
  /** Whether something above the task names the type of the input, so that it has to have a name. */
  readonly isInputNamed: boolean;
  readonly context: readonly Code[];
}

function inputHoles(plan: InputPlan, { input, Input, isInputNamed, context }: InputUse): HoleValues {
  const own: Code = [input ?? local("_input")];
  if (plan.kind === "payloads") {
    return { $input: own, $Payload: payloadType(plan.of), contexts: context.map((code) => ({ $context: code })) };
  }
  const parameters = input || context.length > 0 ? [own, ...context] : [];
  return {
    $schema: isInputNamed && !isName([plan.schema]) ? [Input] : [plan.schema],
    inputs: parameters.map((code) => ({ $input: code })),
  };
}

/** The type of the input by name; its schema too, unless that has a name already. */
function inputCode(schema: Schema, Input: Local): Code {
  return [fillTemplate(isName([schema]) ? "input-of" : "input", { $Input: [Input], $schema: [schema] }), "\n\n"];
}

function docOf(plan: ParentPlan): string {
  const title = plan.doc === "" ? plan.name : `${plan.name}: ${plan.doc}`;
  return plan.drawing.length === 0 ? title : [title, "", ...plan.drawing.map((line) => `  ${line}`)].join("\n");
}

interface GraphSurroundings {
  readonly scope: Scope;
  readonly body: Body;
  readonly regions: Code[];
  readonly exports: Local[];
  readonly locals: Locals;
  readonly progress: Local | undefined;
}

/** Emits a graph; gives the output of each node, by name, in the order of the definition. */
function emitNodes(plan: ParentPlan, schedule: Schedule, around: GraphSurroundings): ReadonlyMap<string, Value> {
  const { scope, body, regions, exports, locals, progress } = around;
  const outputs = new Map(scope.outputs);
  const types = new Map([...outputs].map(([name, { type }]) => [name, type] as const));
  for (const { name, task, standing } of plan.nodes) if (!standing) types.set(name, outputType(task));
  const file: GraphFile = {
    kind: plan.kind === "composite" ? "composite" : "orchestrator",
    owner: plan.name,
    steps: plan.steps.map(({ step }) => step.name),
    types,
    given: new Map(),
    settled: new Set(plan.nodes.flatMap(({ name, standing }) => (standing?.isSettled === true ? [name] : []))),
    declarations: body.declarations,
    keys: body.keys,
    progress,
    regions,
    exports,
    locals,
  };
  emitSchedule(schedule, { file, statements: body.statements, input: scope.input, outputs, flow: undefined });
  return new Map(
    plan.nodes.flatMap(({ name }) => {
      const value = outputs.get(name);
      return value ? [[name, viewed(name, value, plan.viewsAtEnd, { file })] as const] : [];
    }),
  );
}

interface Graph {
  /** The outputs of its nodes. */
  readonly nodes: ReadonlyMap<string, Value>;
  readonly progress: Local | undefined;
}

function emitEnding(plan: ParentPlan, scope: Scope, { nodes, progress }: Graph, body: Body): void {
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
        options: step.options,
        optionsName: `${camelCase(step.name)}Options`,
        nested: undefined,
        followed: followed(step.name, progress),
      };
      const comment = `Final task: ${step.name}`;
      if (step.when) return emitConditional(run, step.when, comment, { ...scope, outputs: nodes }, body);
      return emitRun(run, { result, comment, variable: [] }, { ...scope, outputs: nodes }, body);
    }
    case "mapper": {
      const isMerge = ending.role === "merge";
      const outputs = isMerge ? byPosition(plan, nodes) : nodes;
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

/** A final task that may be skipped: then there is no output. */
function emitConditional(run: Run, condition: Mapper, comment: string, scope: Scope, body: Body): void {
  const name = `${run.inputName.replace(/Input$/, "")}When`;
  const use = useMapper(condition, scope, run.shape, name);
  body.declarations.push(...use.declarations);
  const asked = placed(["(", ...use.expression, ")"], condition.span);
  const skipped: Code = skippedAs(run.followed, ["undefined"]);
  const $value: Code = [...asked, " ? ", ...runExpression(run, scope, body), " : ", ...skipped];
  body.statements.push(placed([fillTemplate("transform-last", { $comment: comment, $value })], run.span));
}

/** The outputs as a merge reads them: by the position of the sub-track. */
const byPosition = (plan: ParentPlan, nodes: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
  new Map(
    plan.nodes.flatMap(({ name }, index) => {
      const value = nodes.get(name);
      return value ? [[String(index), value] as const] : [];
    }),
  );
