import { ts } from "ts-morph";
import type { Report } from "../diagnostics/diagnostic.js";
import type {
  CompositeTrack,
  Definition,
  Dependency,
  Mapper,
  Node,
  NodeMapping,
  Orchestrator,
  ScheduleMode,
  Track,
} from "../ir/flow.js";
import { kebabCase } from "../ir/names.js";
import type { NodeOptions } from "../ir/options.js";
import type { FailurePolicy } from "../ir/policy.js";
import type { Span } from "../ir/source.js";
import { nameOfTarget, type Step } from "../ir/step.js";
import type { Lifter } from "../lift/lifter.js";
import { liftHooks } from "../lift/hooks.js";
import { liftMapper, type MapperRole } from "../lift/mapper.js";
import { liftConstants, liftRunOptions } from "../lift/options.js";
import { liftSchema } from "../lift/schema.js";
import type { DefinitionKind, Entity, Value } from "./evaluation.js";
import type { Graph } from "./graph.js";
import { readCron } from "./cron.js";
import { readDependencies, readPolicy } from "./policy.js";
import { readFinalTask, readStep, readTarget, trackOf } from "./read-step.js";
import { readResume } from "./resume.js";
import { checkShape } from "./shape.js";

type ObjectEntity = Entity & { kind: "object" };

/** Reads every definition out of the evaluated modules. One that is malformed is reported and left out. */
export function readDefinitions(graph: Graph, lifter: Lifter, report: Report): Definition[] {
  const found = new Map<number, DefinitionKind>();
  const add = (value: Value | undefined, kind: DefinitionKind | undefined): void => {
    if (value?.kind !== "entity" || found.has(value.entity)) return;
    const entity = graph.entity(value);
    if (entity?.kind !== "object") return;
    found.set(value.entity, kind ?? kindOf(entity));
    for (const inner of namedBy(entity, graph)) add(inner, undefined);
  };
  const { definitions, exports } = graph.evaluation;
  for (const { kind, entity } of definitions) add({ kind: "entity", entity }, kind);
  for (const { value } of exports) add(value, undefined);
  return [...found].flatMap(([index, kind]) => {
    const value: Value = { kind: "entity", entity: index };
    const reader = readerOf(value, graph, lifter);
    return reader && checkShape(kind, value, reader.span, graph, report) ? [reader[kind]()] : [];
  });
}

function kindOf(entity: ObjectEntity): DefinitionKind {
  const has = (name: string): boolean => entity.properties.some(([key]) => key === name);
  if (has("tracks")) return "orchestrator";
  return has("subTracks") ? "composite" : "track";
}

/** The definitions that one names: in its graph, and in its steps. */
function namedBy(entity: Entity, graph: Graph): (Value | undefined)[] {
  const items = (key: string): readonly Value[] => {
    const list = graph.entity(graph.property(entity, key));
    return list?.kind === "array" ? list.items : [];
  };
  const nodes = [...items("tracks"), ...items("subTracks")].map((node) => trackOf(node, graph));
  const steps = items("tasks").flatMap((step) => {
    const own = graph.entity(step);
    if (!own) return [];
    const branch = graph.entity(graph.property(own, "branch"));
    const cases = branch && graph.entity(graph.property(branch, "cases"));
    const entries = cases?.kind === "object" ? cases.properties.map(([, entry]) => entry) : [];
    const otherwise = branch && graph.property(branch, "default");
    return [
      graph.property(own, "track"),
      ...[...entries, ...(otherwise ? [otherwise] : [])].map((entry) => trackOf(entry, graph)),
    ];
  });
  return [...nodes, ...steps];
}

interface Reader extends Record<DefinitionKind, () => Definition> {
  readonly span: Span;
}

function readerOf(value: Value, graph: Graph, lifter: Lifter): Reader | undefined {
  const entity = graph.entity(value);
  const site = entity?.sites[0];
  if (entity?.kind !== "object" || !site) return undefined;
  const span: Span = { file: site.file, start: site.start, end: site.end };
  const place = (...path: PropertyKey[]): Span => graph.spanOf(value, path, span);
  const text = (of: Entity, key: string): string => String(graph.data(graph.property(of, key)) ?? "");
  const list = (key: string): readonly Value[] => {
    const array = graph.entity(graph.property(entity, key));
    return array?.kind === "array" ? array.items : [];
  };
  const mapper = (of: Entity, key: string, role: MapperRole, whole: Span): Mapper | undefined =>
    liftMapper(of, key, role, whole, lifter);

  const common = () => {
    const name = text(entity, "name");
    const given = graph.property(entity, "id");
    const { schema } = liftSchema(entity, "input", lifter);
    return {
      name,
      id: given ? text(entity, "id") : kebabCase(name),
      span,
      nameSpan: place("name"),
      idSpan: given ? place("id") : place("name"),
      doc: docOf(graph.node(site)),
      input: schema,
      options: liftConstants(entity, "options", place("options"), lifter),
      hooks: liftHooks(entity, span, lifter),
      resume: readResume(entity, place("resume"), lifter),
    };
  };

  const steps = (): Step[] => list("tasks").flatMap((one, index) => readStep(one, place("tasks", index), lifter) ?? []);

  const nodes = (key: string): Node[] =>
    list(key).map((one, index): Node => {
      const own = graph.entity(one);
      const at = place(key, index);
      const named = own && (graph.property(own, "track") ?? graph.property(own, "taskName")) !== undefined;
      const alias = named && graph.property(own, "name") ? text(own, "name") : undefined;
      const target = readTarget(one, writtenAt(entity, key, index, at), graph);
      const span = target.kind === "task" ? at : target.span;
      return { name: alias ?? nameOfTarget(target), span, target, policy: readPolicy(own, at, lifter) };
    });

  /** Where a node stands in its list, not where the track it names was made. */
  const writtenAt = (of: Entity, key: string, index: number, otherwise: Span): Span => {
    const array = graph.entity(graph.property(of, key));
    const written = array && graph.initializer(array, String(index));
    return written
      ? { file: array.sites[0]?.file ?? otherwise.file, start: written.getStart(), end: written.end }
      : otherwise;
  };

  const mappings = (key: string, role: MapperRole): Map<string, NodeMapping> => {
    const own = graph.entity(graph.property(entity, key));
    if (own?.kind !== "object") return new Map();
    return new Map(
      own.properties.flatMap(([name]) => {
        const nameSpan = graph.keySpan(own, name) ?? place(key, name);
        const lifted = mapper(own, name, role, place(key, name));
        return lifted ? [[name, { nameSpan, mapper: lifted }] as const] : [];
      }),
    );
  };

  const nodeOptions = (key: string, role: MapperRole): Map<string, NodeOptions> => {
    const own = graph.entity(graph.property(entity, key));
    if (own?.kind !== "object") return new Map();
    return new Map(
      own.properties.flatMap(([name]) => {
        const nameSpan = graph.keySpan(own, name) ?? place(key, name);
        const options = liftRunOptions(own, name, role, place(key, name), lifter);
        return options ? [[name, { nameSpan, options }] as const] : [];
      }),
    );
  };

  const dependencies = (key: string): Dependency[] =>
    readDependencies(graph.entity(graph.property(entity, key)), (...path) => place(key, ...path), graph);

  // The shape has been checked before a definition is read.
  const schedule = (): ScheduleMode | undefined => {
    const given = graph.data(graph.property(entity, "schedule"));
    return given === "eager" || given === "waves" ? given : undefined;
  };

  const policy = (): FailurePolicy =>
    graph.data(graph.property(entity, "onTrackFailure")) === "continue" ? "continue" : "halt";

  return {
    span,
    track: (): Track => ({ kind: "track", ...common(), steps: steps() }),
    composite: (): CompositeTrack => ({
      kind: "composite",
      ...common(),
      steps: steps(),
      nodes: nodes("subTracks"),
      dependencies: dependencies("subTrackDependencies"),
      schedule: schedule(),
      mappings: mappings("subTrackInputMappings", "step"),
      nodeOptions: nodeOptions("subTrackOptions", "step"),
      merge: mapper(entity, "mergeStrategy", "merge", span),
    }),
    orchestrator: (): Orchestrator => {
      const last = graph.property(entity, "finalTask");
      return {
        kind: "orchestrator",
        ...common(),
        onFailure: policy(),
        nodes: nodes("tracks"),
        dependencies: dependencies("trackDependencies"),
        schedule: schedule(),
        mappings: mappings("trackInputMappings", "orchestrator"),
        nodeOptions: nodeOptions("trackOptions", "orchestrator"),
        cron: readCron(entity, span, lifter),
        progress: graph.data(graph.property(entity, "progress")) === true,
        finalTask: last && readFinalTask(last, place("finalTask"), lifter),
        output: mapper(entity, "output", "orchestrator", span),
      };
    },
  };
}

/** The JSDoc above the statement that makes a definition. */
function docOf(literal: ts.Node | undefined): string {
  const statement = literal && ts.findAncestor(literal, ts.isVariableStatement);
  const declared = literal && ts.findAncestor(literal, ts.isVariableDeclaration);
  if (!statement || !declared?.initializer) return "";
  const initializer = declared.initializer;
  const isOwn =
    initializer === literal ||
    (ts.isCallExpression(initializer) && initializer.arguments.some((one) => one === literal));
  if (!isOwn) return "";
  const [doc] = ts.getJSDocCommentsAndTags(statement);
  return doc && ts.isJSDoc(doc) ? (ts.getTextOfJSDocComment(doc.comment) ?? "").replace(/\s+/g, " ").trim() : "";
}
