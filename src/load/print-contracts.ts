import { createRequire } from "node:module";
import { pascalCase } from "../ir/names.js";
import type { PrintedContract, PrintedType } from "./evaluation.js";

type ZodToTs = typeof import("zod-to-ts");
type Zod = Parameters<ZodToTs["zodToTs"]>[0];

// It brings the TypeScript compiler with it, which Node takes seconds to `import` and a fraction of one to `require`.
const library = createRequire(import.meta.url)("zod-to-ts") as ZodToTs;

/** Prints the payload and output types of every contract with zod-to-ts. */
export function printContracts(registries: readonly object[]): PrintedContract[] {
  return registries.flatMap((registry, index) =>
    Object.entries(registry).map(([id, contract]: [string, unknown]) => ({
      registry: index,
      id,
      payload: printType(schemaOf(contract, "input"), "input", `${pascalCase(id)}Input`),
      output: printType(schemaOf(contract, "output"), "output", `${pascalCase(id)}Output`),
    })),
  );
}

function schemaOf(contract: unknown, side: "input" | "output"): Zod | undefined {
  if (typeof contract !== "object" || contract === null) return undefined;
  const schema: unknown = Reflect.get(contract, side);
  return typeof schema === "object" && schema !== null && "_zod" in schema ? (schema as Zod) : undefined;
}

function printType(schema: Zod | undefined, io: "input" | "output", name: string): PrintedType {
  if (!schema) return { kind: "unrepresentable", problem: "it is not a zod schema" };
  // Recursive schemas need a name for each turn: it comes from the contract, so that names of two contracts differ.
  const store: ReturnType<ZodToTs["createAuxiliaryTypeStore"]> = { nextId: nameSequence(name), definitions: new Map() };
  const problems: string[] = [];
  try {
    const { node } = library.zodToTs(schema, {
      auxiliaryTypeStore: store,
      io,
      unrepresentable: "throw",
      overrideFunction: (inner, ts, options) => {
        const { def } = inner._zod;
        if (def.type === "any") problems.push("`z.any()` says nothing: use `z.unknown()` or a schema");
        if (def.type === "custom") problems.push("`z.custom()` and `z.instanceof()` cannot be read back");
        // zod-to-ts prints an index signature, which TypeScript allows for `string` keys only.
        if (def.type === "record" && isClosedKey(inner)) return closedRecord(inner, ts, options);
        if (io === "input" && hasDefault(inner)) return orUndefined(inner, ts, options);
        // What is coerced or caught may be anything at first; zod-to-ts prints what it becomes.
        if (io === "input" && (def.type === "catch" || isCoerced(def)))
          return ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
        return undefined;
      },
    });
    const problem = problems[0];
    if (problem !== undefined) return { kind: "unrepresentable", problem };
    const aliases = [...store.definitions.values()].flatMap(({ node: alias }) =>
      alias ? [library.printNode(alias)] : [],
    );
    return { kind: "type", text: library.printNode(node), aliases };
  } catch (error) {
    return {
      kind: "unrepresentable",
      problem: problems[0] ?? (error instanceof Error ? lowerFirst(error.message) : String(error)),
    };
  }
}

function nameSequence(name: string): () => string {
  let count = 0;
  return () => `${name}Part${++count}`;
}

const isCoerced = (def: object): boolean => "coerce" in def && def.coerce === true;

const lowerFirst = (text: string): string => (text.charAt(0).toLowerCase() + text.slice(1)).replace(/\.$/, "");

const keyOf = (record: Zod): Zod => (record._zod.def as unknown as { keyType: Zod }).keyType;

const isClosedKey = (record: Zod): boolean => ["enum", "literal", "union"].includes(keyOf(record)._zod.def.type);

const hasDefault = (schema: Zod): boolean => ["default", "prefault"].includes(schema._zod.def.type);

/** Where there is a default, `undefined` may be given too: under `exactOptionalPropertyTypes` that is not the same. */
function orUndefined(schema: Zod, ts: Parameters<Override>[1], options: Parameters<Override>[2]): ReturnType<Override> {
  const inner = (schema._zod.def as unknown as { innerType: Zod }).innerType;
  const nothing = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
  return ts.factory.createUnionTypeNode([library.zodToTs(inner, options).node, nothing]);
}

/** `z.partialRecord`: said by the record itself or, before zod 4.6, by keys that forgot their values. */
const isPartial = (record: Zod): boolean =>
  ("partial" in record._zod.def && record._zod.def.partial === true) ||
  (keyOf(record)._zod.def.type !== "union" && keyOf(record)._zod.values === undefined);

type Override = NonNullable<NonNullable<Parameters<ZodToTs["zodToTs"]>[1]>["overrideFunction"]>;

function closedRecord(
  record: Zod,
  ts: Parameters<Override>[1],
  options: Parameters<Override>[2],
): ReturnType<Override> {
  const value = (record._zod.def as unknown as { valueType: Zod }).valueType;
  const of = (schema: Zod) => library.zodToTs(schema, options).node;
  const type = ts.factory.createTypeReferenceNode("Record", [of(keyOf(record)), of(value)]);
  return isPartial(record) ? ts.factory.createTypeReferenceNode("Partial", [type]) : type;
}
