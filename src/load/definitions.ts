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
  Step,
  Track,
} from "../ir/flow.js";
import { kebabCase } from "../ir/names.js";
import type { NodeOptions } from "../ir/options.js";
import type { Span } from "../ir/source.js";
import type { Lifter } from "../lift/lifter.js";
import { liftHooks } from "../lift/hooks.js";
import { liftMapper, type MapperRole } from "../lift/mapper.js";
import { liftConstants, liftRunOptions } from "../lift/options.js";
import { liftSchema } from "../lift/schema.js";
import type { DefinitionKind, Entity, Value } from "./evaluation.js";
import type { Graph } from "./graph.js";
import { readCron } from "./cron.js";
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
    for (const list of ["tracks", "subTracks"]) {
      const nodes = graph.entity(graph.property(entity, list));
      if (nodes?.kind === "array") for (const node of nodes.items) add(trackOf(node, graph), undefined);
    }
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

/** The track that a node of a graph names; none for a single task. */
function trackOf(node: Value, graph: Graph): Value | undefined {
  const entity = graph.entity(node);
  if (!entity || graph.property(entity, "taskName")) return undefined;
  return graph.property(entity, "track") ?? node;
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

  const step = (of: Value, whole: Span, role?: MapperRole): Step | undefined => {
    const own = graph.entity(of);
    if (!own) return undefined;
    const at = (key: string): Span => graph.spanOf(of, [key], whole);
    const taskName = text(own, "taskName");
    const forEach = mapper(own, "forEach", "step", whole);
    const perItem = graph.property(own, "forEach") !== undefined;
    const isShared = graph.entity(graph.property(own, "options"))?.kind === "function";
    const forItem = isShared ? "sharedItem" : "item";
    const named = graph.property(own, "name") !== undefined;
    return {
      name: named ? text(own, "name") : taskName,
      nameSpan: named ? at("name") : at("taskName"),
      taskName,
      taskSpan: at("taskName"),
      span: graph.spanOf(of, [], whole),
      forEach,
      inputMapper: mapper(own, "inputMapper", role ?? (perItem ? forItem : "step"), whole),
      options: liftRunOptions(own, "options", role ?? (perItem ? "sharedItem" : "step"), whole, lifter),
    };
  };
  const steps = (): Step[] => list("tasks").flatMap((one, index) => step(one, place("tasks", index)) ?? []);

  const nodes = (key: string): Node[] =>
    list(key).map((one, index): Node => {
      const own = graph.entity(one);
      const at = place(key, index);
      const named = own && (graph.property(own, "track") ?? graph.property(own, "taskName")) !== undefined;
      const alias = named && graph.property(own, "name") ? text(own, "name") : undefined;
      const track = graph.entity(trackOf(one, graph));
      if (!track) {
        const taskName = own ? text(own, "taskName") : "";
        const span = graph.spanOf(one, ["taskName"], at);
        return { name: alias ?? taskName, span: at, target: { kind: "task", taskName, span } };
      }
      const name = text(track, "name");
      const id = graph.property(track, "id") ? text(track, "id") : kebabCase(name);
      return { name: alias ?? name, span: writtenAt(entity, key, index, at), target: { kind: "definition", id, name } };
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

  const dependencies = (key: string): Dependency[] => {
    const own = graph.entity(graph.property(entity, key));
    if (own?.kind !== "object") return [];
    return own.properties.flatMap(([name, needed]) => {
      const array = graph.entity(needed);
      if (array?.kind !== "array") return [];
      return array.items.map((one, index) => ({
        name,
        nameSpan: graph.keySpan(own, name) ?? place(key, name),
        needs: String(graph.data(one)),
        needsSpan: place(key, name, index),
      }));
    });
  };

  // The shape has been checked before a definition is read.
  const schedule = (): ScheduleMode | undefined => {
    const given = graph.data(graph.property(entity, "schedule"));
    return given === "eager" || given === "waves" ? given : undefined;
  };

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
        nodes: nodes("tracks"),
        dependencies: dependencies("trackDependencies"),
        schedule: schedule(),
        mappings: mappings("trackInputMappings", "orchestrator"),
        nodeOptions: nodeOptions("trackOptions", "orchestrator"),
        cron: readCron(entity, span, lifter),
        // Its mapper reads outputs by name, as the mappings of tracks do.
        finalTask: last && step(last, place("finalTask"), "orchestrator"),
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
