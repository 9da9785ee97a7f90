import type { Code } from "../ir/code.js";
import { graphVariable } from "../ir/names.js";
import type { NodePlan } from "../ir/plan.js";
import type { View } from "../ir/policy.js";
import type { CallShape } from "./arguments.js";
import { placed } from "./body.js";
import type { Frame } from "./frame.js";
import { useMapper } from "./mapper.js";
import { type OptionHole, runOptions } from "./options.js";
import { toldNode } from "./progress.js";
import type { Scope, Value } from "./scope.js";
import { payloadType, settledFunction } from "./types.js";

/** What a run is triggered with, as templates have it. */
interface NodeTrigger {
  readonly $payload: Code;
  readonly options: readonly OptionHole[];
  readonly $key: Code;
  readonly [hole: string]: Code | readonly OptionHole[];
}

/** What a node is triggered with: what its mapping and its options make of the outputs that it depends on. */
export function triggerHoles(node: NodePlan, frame: Frame): NodeTrigger {
  const { kind, declarations, keys } = frame.file;
  const scope = nodeScope(node, frame);
  const passedOn = kind === "composite" ? scope.prev : frame.input;
  const shape: CallShape = kind === "composite" ? "prev-and-context" : "outputs-and-input";
  const { mapping } = node;
  const name = graphVariable(node.name);
  const use = mapping && useMapper(mapping, scope, shape, `${name}Input`, payloadType([node.task]));
  declarations.push(...(use?.declarations ?? []));
  return {
    $payload: placed(use?.expression ?? passedOn?.code ?? [], mapping?.span ?? node.span),
    options: [
      ...toldNode(node, frame.file.progress),
      ...runOptions(node.options, scope, shape, `${name}Options`, frame.file),
    ],
    $key: keys.of(node.key, frame.input),
  };
}

/** What the functions of a node can read: what it depends on, as it finds it. */
export function nodeScope(node: NodePlan, frame: Frame): Scope {
  const { kind, steps } = frame.file;
  const last = steps.at(-1);
  const known = kind === "composite" ? [...steps, ...node.dependencies] : node.dependencies;
  const outputs = known.flatMap((name): [string, Value][] => {
    const value = frame.outputs.get(name);
    return value ? [[name, viewed(name, value, node.views, frame)]] : [];
  });
  return {
    prev: last === undefined ? frame.input : frame.outputs.get(last),
    input: frame.input,
    outputs: new Map(outputs),
    index: undefined,
    item: undefined,
    isTuple: false,
  };
}

/** What is kept of a node, as a reader finds it. */
export function viewed(
  name: string,
  kept: Value,
  views: ReadonlyMap<string, View>,
  { file }: Pick<Frame, "file">,
): Value {
  const output = file.given.get(name) ?? [];
  switch (views.get(name)) {
    case undefined:
      return kept;
    case "output":
      return { code: [...kept.code, ".output"], type: output };
    case "output-or-undefined": {
      const code: Code = [settledFunction("outputOrUndefined"), "(", ...kept.code, ")"];
      return { code, type: [...output, " | undefined"] };
    }
  }
}
