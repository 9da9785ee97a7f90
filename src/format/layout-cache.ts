import type { Doc, Options } from "prettier";
import { capture, type Captured, type CapturedFile, levelsOf, type SlotKind } from "./capture.js";
import type { Filled } from "./frame.js";
import { type CompiledLayout, compileLayout, type Layout, Unaligned } from "./layout.js";
import type { Piece } from "./pieces.js";
import { LayoutPrinter, type PrintOptions } from "./print-layout.js";
import { allSlots, type Shape, type ShapeOptions, shapeOf, type Slot } from "./shape.js";

/** How many pieces prettier gets at once: enough that its start is not felt, few enough for their trees to fit. */
const BATCH = 40;

/** The layout of a shape, and what the slots in it are. */
interface Known {
  readonly layout: Layout;
  readonly kinds: readonly SlotKind[];
}

interface Job {
  readonly piece: Piece;
  readonly shape: Shape;
  /** Where the text goes. */
  readonly texts: Map<Piece, string>;
}

/** Formats pieces as prettier would, asking it once for each shape. */
export class LayoutCache {
  private readonly options: Options;
  private readonly settings: ShapeOptions & PrintOptions;
  private readonly printer: LayoutPrinter;
  private readonly layouts = { top: new Map<string, Known>(), body: new Map<string, Known>() };
  private readonly slots: Readonly<Record<SlotKind, Map<string, Known>>> = {
    value: new Map(),
    type: new Map(),
    "last type": new Map(),
    interface: new Map(),
    "last interface": new Map(),
  };
  /** Properties that are broken over lines whatever their width: what is around them has to be seen with them. */
  private readonly breaking = new Set<string>();
  /** Pieces in which not all that looks like a property is one. */
  private readonly misread = new Set<string>();
  /** Pieces that do not tell what goes where in them: each goes to prettier. */
  private readonly opaque = new Set<string>();

  constructor(options: Options) {
    this.options = options;
    this.settings = {
      printWidth: options.printWidth ?? 80,
      tabWidth: options.tabWidth ?? 2,
      useTabs: options.useTabs ?? false,
      mayBeSlot: (key) => !this.breaking.has(key),
    };
    this.printer = new LayoutPrinter(this.settings);
  }

  /** Formats pieces. Those whose layouts are not known go to prettier, one of each kind in every round. */
  async format(pieces: Iterable<Piece>): Promise<ReadonlyMap<Piece, string>> {
    const texts = new Map<Piece, string>();
    let waiting = [...pieces].map((piece): Job => ({ piece, shape: this.shape(piece), texts }));
    while (waiting.length > 0) {
      const claimed = new Set<string>();
      const forPrettier: Job[] = [];
      const later: Job[] = [];
      for (const job of waiting) {
        const missing = this.missing(job);
        if (missing.length === 0) this.fill(job);
        else if (this.opaque.has(job.shape.key) || isAmbiguous(job.shape)) await this.learn([job]);
        else if (missing.some((key) => claimed.has(key))) later.push(job);
        else {
          for (const key of missing) claimed.add(key);
          forPrettier.push(job);
        }
      }
      for (const place of ["top", "body"] as const) {
        const own = forPrettier.filter(({ piece }) => piece.place === place);
        for (let start = 0; start < own.length; start += BATCH) await this.learn(own.slice(start, start + BATCH));
      }
      waiting = later.map((job) => ({ ...job, shape: this.shape(job.piece) })); // what is a slot has become clearer
    }
    return texts;
  }

  private shape({ tokens }: Piece): Shape {
    const shape = shapeOf(tokens, this.settings, true);
    return this.misread.has(shape.key) ? shapeOf(tokens, this.settings, false) : shape;
  }

  /** The keys of what is not known of a piece. */
  private missing({ piece, shape }: Job): string[] {
    const known = this.layouts[piece.place].get(shape.key);
    return known ? this.missingSlots(shape, known) : [shape.key];
  }

  private missingSlots({ slots }: Shape, { kinds }: Known): string[] {
    return slots.flatMap((slot, index) => {
      const known = this.slot(slot, kinds[index]);
      return known ? this.missingSlots(slot, known) : [slot.key];
    });
  }

  private slot({ key }: Slot, kind: SlotKind | undefined): Known | undefined {
    return kind && this.slots[kind].get(key);
  }

  private fill({ piece, shape, texts }: Job): void {
    const known = this.layouts[piece.place].get(shape.key);
    texts.set(piece, this.printer.print(this.filled(shape, known), levelsOf(piece.place)));
  }

  private filled({ words, slots }: Shape, known: Known | undefined): Filled {
    if (!known) throw new Error("a layout that is not known");
    const inner = slots.map((slot, index) => this.filled(slot, this.slot(slot, known.kinds[index])));
    return { layout: known.layout, words, slots: inner };
  }

  /** Has prettier format pieces, and keeps the layouts that print exactly what it printed. */
  private async learn(jobs: readonly Job[]): Promise<void> {
    if (jobs.length === 0) return;
    const captured = await this.captured(jobs);
    const learned = captured && jobs.map((job, index) => learn(job, captured.pieces[index], this.settings));
    if (
      captured &&
      learned?.every((one) => one !== undefined) &&
      learned.map(({ text }) => text).join("\n\n") === captured.text
    ) {
      for (const [index, job] of jobs.entries()) this.keep(job, learned[index]);
    } else if (captured && jobs.length === 1) {
      for (const { piece, shape, texts } of jobs) {
        texts.set(piece, captured.text);
        this.opaque.add(shape.key);
      }
    } else {
      // One of them is at fault. Those that say so stay alone; the rest is halved until the others are found.
      const unsound = jobs.filter((_, index) => learned && !learned[index]);
      const sound = jobs.filter((_, index) => !learned || learned[index]);
      for (const job of unsound) await this.learn([job]);
      const half = unsound.length > 0 ? sound.length : Math.ceil(sound.length / 2);
      await this.learn(sound.slice(0, half));
      await this.learn(sound.slice(half));
    }
  }

  private async captured(jobs: readonly Job[]): Promise<CapturedFile | undefined> {
    try {
      return await capture(jobs, this.options);
    } catch (error) {
      if (jobs.length === 1) throw error;
      return undefined; // one of them is at fault; alone it will say so
    }
  }

  private keep({ piece, shape, texts }: Job, learned: Learned | undefined): void {
    if (!learned) return;
    texts.set(piece, learned.text);
    if (learned.shape !== shape) this.misread.add(shape.key);
    if (isAmbiguous(shape) || isAmbiguous(learned.shape)) return;
    if (this.keepSlots(learned.compiled)) this.layouts[piece.place].set(learned.shape.key, learned.compiled);
  }

  /** Keeps the slots of a layout; whether it can be kept itself. */
  private keepSlots({ slots }: Compiled): boolean {
    let sound = true;
    for (const { slot, kind, compiled } of slots) {
      if (!this.keepSlots(compiled)) sound = false;
      else if (compiled.breaks) sound = !this.breaking.add(slot.key);
      else this.slots[kind].set(slot.key, compiled);
    }
    return sound;
  }
}

const isAmbiguous = (shape: Shape): boolean => shape.ambiguous || allSlots(shape).some(({ ambiguous }) => ambiguous);

interface Compiled extends CompiledLayout, Known {
  readonly slots: readonly { readonly slot: Slot; readonly kind: SlotKind; readonly compiled: Compiled }[];
}

interface Learned {
  readonly text: string;
  /** The shape that the layout is of: without slots, where they are not what they seemed to be. */
  readonly shape: Shape;
  readonly compiled: Compiled;
}

/** Makes layouts of what prettier made of a piece; nothing where they would not hold its words, in its order. */
function learn(
  { piece, shape: wanted }: Job,
  captured: Captured | undefined,
  options: ShapeOptions & PrintOptions,
): Learned | undefined {
  if (!captured) return undefined;
  const isRead = allSlots(wanted).every(({ start }) => captured.slots.has(start));
  const shape = isRead ? wanted : shapeOf(piece.tokens, options, false);
  try {
    const compiled = compileShape(captured.doc, shape, captured);
    const text = new LayoutPrinter(options).print(fill(shape, compiled), levelsOf(piece.place));
    return { text, shape, compiled };
  } catch (error) {
    if (error instanceof Unaligned) return undefined;
    throw error;
  }
}

function compileShape(doc: Doc, shape: Shape, captured: Captured): Compiled {
  const slots = shape.slots.map((slot) => {
    const found = captured.slots.get(slot.start);
    if (!found) throw new Unaligned();
    return { slot, kind: found.kind, compiled: compileShape(found.doc, slot, captured) };
  });
  return { ...compileLayout(doc, shape.words, shape.slots.length > 0), kinds: slots.map(({ kind }) => kind), slots };
}

const fill = ({ words }: Shape, { layout, slots }: Compiled): Filled => ({
  layout,
  words,
  slots: slots.map(({ slot, compiled }) => fill(slot, compiled)),
});
