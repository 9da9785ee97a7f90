import { type AstPath, type Doc, format, type Options, type Plugin, type Printer, util } from "prettier";
import { printers } from "prettier/plugins/estree";
import { parsers } from "prettier/plugins/typescript";
import type { SlotLabel } from "./layout.js";
import type { Piece } from "./pieces.js";
import { allSlots, type Shape } from "./shape.js";

/** A piece for prettier, with the properties that have shapes of their own. */
export interface Wanted {
  readonly piece: Piece;
  readonly shape: Shape;
}

/** What prettier made of a piece on its way to the text. */
export interface Captured {
  readonly doc: Doc;
  /** What the slots are, by their start; none for a place that is not a property after all. */
  readonly slots: ReadonlyMap<number, CapturedSlot>;
}

export interface CapturedSlot {
  readonly kind: SlotKind;
  readonly doc: Doc;
}

/** A property of an object literal, or of a type: there what follows belongs to it, which is less after the last one. */
export type SlotKind = "value" | "type" | "last type" | "interface" | "last interface";

export interface CapturedFile {
  /** The pieces as prettier prints them, an empty line between each two. */
  readonly text: string;
  /** In the order of the pieces; none where a piece turned out not to be statements. */
  readonly pieces: readonly (Captured | undefined)[];
}

interface Node {
  readonly type: string;
  readonly range: readonly [start: number, end: number];
  /** Those of an object type. */
  readonly members?: readonly Node[];
  /** That of an interface. */
  readonly body?: readonly Node[];
}

const SURROUNDINGS = {
  top: { before: "", after: "", levels: 0, lines: 0 },
  body: { before: "async function around() {\n{\n", after: "\n}\n}", levels: 2, lines: 2 },
} as const;

/** How many levels deep the pieces of a place stand. */
export const levelsOf = (place: Piece["place"]): number => SURROUNDINGS[place].levels;

/** Formats pieces of one place with prettier, and keeps the document of each. */
export async function capture(wanted: readonly Wanted[], options: Options): Promise<CapturedFile> {
  const place = wanted[0]?.piece.place ?? "top";
  const { before, after, lines } = SURROUNDINGS[place];
  const starts: number[] = [];
  let source = before;
  for (const { piece } of wanted) {
    if (starts.length > 0) source += "\n\n";
    starts.push(source.length);
    source += piece.text;
  }
  const end = source.length;
  source += after;

  const statements = new Map<Node, Doc>();
  const properties = new Map<number, CapturedSlot>();
  const slots = new Map(wanted.flatMap(({ shape }, index) => slotIndexes(shape, starts[index] ?? 0)));
  const isContainer = (path: AstPath<Node>): boolean =>
    place === "top"
      ? path.node.type === "Program"
      : path.node.type === "BlockStatement" && path.node.range[0] === before.lastIndexOf("{");

  const printer: Printer<Node> = {
    ...(printers.estree as Printer<Node>),
    print(path, printOptions, print, args) {
      const { node } = path;
      if (isContainer(path)) {
        const noting: typeof print = (selector, more) => {
          const doc = print(selector, more);
          if (path.node !== node) statements.set(path.node, doc);
          return doc;
        };
        return printers.estree.print(path, printOptions, noting, args);
      }
      const doc = printers.estree.print(path, printOptions, print, args);
      const slot = slots.get(node.range[0]);
      const kind = slotKind(node, path.parent);
      if (slot === undefined || !kind) return doc;
      properties.set(node.range[0], { kind, doc });
      const label: SlotLabel = { flowgenSlot: slot };
      return { type: "label", label, contents: doc };
    },
  };
  const plugin: Plugin = { parsers: { typescript: parsers.typescript }, printers: { estree: printer } };
  const formatted = await format(source, { ...options, parser: "typescript", plugins: [plugin] });

  const nodes = [...statements].sort(([a], [b]) => a.range[0] - b.range[0]);
  const pieces = wanted.map((one, index): Captured | undefined => {
    const [from, to] = [starts[index] ?? 0, starts[index + 1] ?? end];
    const own = nodes.filter(([{ range }]) => from <= range[0] && range[1] <= to);
    if (own.length === 0) return undefined;
    const captured = allSlots(one.shape).flatMap(({ start }) => {
      const found = properties.get(start + from);
      return found ? [[start, found] as const] : [];
    });
    return { doc: sequence(own, source), slots: new Map(captured) };
  });
  const text = formatted
    .split("\n")
    .slice(lines, formatted.split("\n").length - 1 - lines)
    .join("\n");
  return { text, pieces };
}

/** The number that each slot has in what is around it, by where it starts. */
const slotIndexes = ({ slots }: Shape, from: number): (readonly [start: number, index: number])[] =>
  slots.flatMap((slot, index) => [[slot.start + from, index] as const, ...slotIndexes(slot, from)]);

function slotKind(node: Node, parent: Node | null): SlotKind | undefined {
  if (node.type === "Property" && parent?.type === "ObjectExpression") return "value";
  if (node.type !== "TSPropertySignature" || !parent) return undefined;
  if (parent.type === "TSTypeLiteral") return parent.members?.at(-1) === node ? "last type" : "type";
  if (parent.type === "TSInterfaceBody") return parent.body?.at(-1) === node ? "last interface" : "interface";
  return undefined;
}

const HARD_LINE: Doc = { type: "line", hard: true };

/** Several statements as prettier puts them below each other. */
function sequence(nodes: readonly (readonly [Node, Doc])[], source: string): Doc {
  return nodes.flatMap(([, doc], index) => {
    const before = nodes[index - 1]?.[0];
    if (!before) return [doc];
    return [HARD_LINE, ...(util.isNextLineEmpty(source, before.range[1]) ? [HARD_LINE] : []), doc];
  });
}
