import type { Data, DefinitionKind, Entity, Evaluation, Site, Value } from "./evaluation.js";

/** What was recorded while the definition modules were evaluated. */
export interface Recorded {
  readonly sites: Map<object, RecordedSite[]>;
  readonly definitions: readonly { kind: DefinitionKind; value: object }[];
  readonly registries: readonly object[];
  readonly modules: readonly (readonly [string, Record<string, unknown>])[];
}

export interface RecordedSite {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly captures: (() => Record<string, unknown>) | undefined;
}

/** Writes the definitions down as plain data that can leave the thread. Identity is kept by index. */
export function describe(recorded: Recorded): Omit<Evaluation, "contracts"> {
  const entities: Entity[] = [];
  const indexes = new Map<object, number>();

  const valueOf = (value: unknown): Value =>
    isReferenceType(value) ? { kind: "entity", entity: indexOf(value) } : { kind: "data", data: asData(value) };

  const indexOf = (value: object): number => {
    const known = indexes.get(value);
    if (known !== undefined) return known;
    const index = entities.length;
    indexes.set(value, index);
    entities.push({ kind: "opaque", sites: [], what: "" });
    entities[index] = entityOf(value);
    return index;
  };

  const entityOf = (value: object): Entity => {
    const sites = (recorded.sites.get(value) ?? []).map(siteOf);
    if (typeof value === "function") return { kind: "function", sites, parameters: value.length };
    if (isSchema(value)) return { kind: "schema", sites };
    if (Array.isArray(value)) return { kind: "array", sites, items: value.map(valueOf) };
    if (!isPlain(value)) return { kind: "opaque", sites, what: value.constructor?.name ?? "object" };
    const properties = Object.keys(value).map((key) => [key, valueOf(Reflect.get(value, key))] as const);
    return { kind: "object", sites, properties };
  };

  const siteOf = (site: RecordedSite): Site => {
    const captured = site.captures?.() ?? {};
    const captures = Object.keys(captured).map((name) => [name, captureOf(captured, name)] as const);
    return { file: site.file, start: site.start, end: site.end, captures };
  };

  const captureOf = (captured: Record<string, unknown>, name: string): Value => {
    try {
      return valueOf(captured[name]);
    } catch (error) {
      // The variable was never initialised: reading it throws.
      if (error instanceof ReferenceError) return { kind: "data", data: undefined };
      throw error;
    }
  };

  return {
    definitions: recorded.definitions.map(({ kind, value }) => ({ kind, entity: indexOf(value) })),
    registries: recorded.registries.map(indexOf),
    exports: recorded.modules.flatMap(([file, module]) =>
      Object.keys(module)
        .filter((name) => looksDefined(module[name]))
        .map((name) => ({ file, name, value: valueOf(module[name]) })),
    ),
    entities,
  };
}

const isReferenceType = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** A symbol has no literal and cannot leave the thread either: its description stands for it. */
const asData = (value: unknown): Data => (typeof value === "symbol" ? value.toString() : (value as Data));

const isSchema = (value: object): boolean => "_zod" in value;

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Exports that may be definitions written as plain objects. */
function looksDefined(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !isPlain(value)) return false;
  return "name" in value && ("tasks" in value || "tracks" in value || "subTracks" in value);
}
