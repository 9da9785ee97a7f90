import type { Layout } from "./layout.js";
import { type Frame, type Filled, frameOf, slotFrame, textWidth } from "./frame.js";
import { type Indent, type IndentOptions, Indents } from "./indents.js";

export interface PrintOptions extends IndentOptions {
  readonly printWidth: number;
}

interface Command {
  readonly indent: Indent;
  readonly breaks: boolean;
  readonly layout: Layout;
  readonly frame: Frame;
  /** For a fill: how many of its parts have been printed. */
  readonly done: number;
}

const command = (indent: Indent, breaks: boolean, layout: Layout, frame: Frame, done = 0): Command => ({
  indent,
  breaks,
  layout,
  frame,
  done,
});

/**
 * Decides what goes on which line, and prints it: the algorithm of prettier's own printer for documents, decision for
 * decision, over layouts whose words are still to be filled in. Every new layout is compared with what prettier itself
 * printed, so a prettier that decides otherwise makes this slow and not wrong.
 */
export class LayoutPrinter {
  private readonly printWidth: number;
  private readonly indents: Indents;
  private readonly commands: Command[] = [];
  private readonly suffixes: Command[] = [];
  private text = "";
  private position = 0;
  private remeasure = false;

  constructor(options: PrintOptions) {
    this.printWidth = options.printWidth;
    this.indents = new Indents(options);
  }

  /** Prints a layout that stands so many levels deep, its first line indented as well. */
  print(filled: Filled, levels: number): string {
    const indent = this.indents.level(levels);
    this.text = indent.text;
    this.position = indent.width;
    this.remeasure = false;
    this.commands.push(command(indent, true, filled.layout, frameOf(filled)));
    for (let next = this.commands.pop(); next; next = this.commands.pop()) {
      this.step(next);
      if (this.commands.length === 0) this.flushSuffixes();
    }
    return this.text;
  }

  private step(current: Command): void {
    const { indent, breaks, layout, frame } = current;
    switch (layout.kind) {
      case "text":
        return this.write(layout.parts, frame);
      case "list":
        for (let index = layout.parts.length - 1; index >= 0; index--) {
          const part = layout.parts[index];
          if (part) this.commands.push(command(indent, breaks, part, frame));
        }
        return;
      case "indent":
        return this.push(command(this.indents.deeper(indent), breaks, layout.contents, frame));
      case "align":
        return this.push(command(this.indents.aligned(indent, layout.width), breaks, layout.contents, frame));
      case "group": {
        const chosen = this.chosen(current, layout);
        if (layout.id) frame.broken.set(layout.id, chosen.breaks);
        return this.push(chosen);
      }
      case "fill":
        return this.fill(current, layout);
      case "if-break": {
        const state = layout.id ? frame.broken.get(layout.id) : breaks;
        if (state !== undefined) this.push(command(indent, breaks, state ? layout.broken : layout.flat, frame));
        return;
      }
      case "indent-if-break": {
        const state = frame.broken.get(layout.id);
        if (state === undefined) return;
        return this.push(
          command(state === layout.negate ? indent : this.indents.deeper(indent), breaks, layout.contents, frame),
        );
      }
      case "line":
        return this.line(current, layout);
      case "line-suffix":
        return void this.suffixes.push(command(indent, breaks, layout.contents, frame));
      case "line-suffix-boundary":
        if (this.suffixes.length > 0) this.push(command(indent, breaks, HARD_LINE, frame));
        return;
      case "slot": {
        const inner = slotFrame(frame, layout.index);
        return this.push(command(indent, breaks, inner.layout, inner));
      }
    }
  }

  private push(one: Command): void {
    this.commands.push(one);
  }

  private write(parts: readonly (string | number)[], frame: Frame): void {
    for (const part of parts) this.text += typeof part === "string" ? part : (frame.words[part]?.text ?? "");
    this.position += textWidth(parts, frame);
  }

  private line(current: Command, layout: Layout & { kind: "line" }): void {
    if (!current.breaks) {
      if (!layout.hard) {
        if (layout.soft) return;
        this.text += " ";
        this.position++;
        return;
      }
      this.remeasure = true;
    }
    if (this.suffixes.length > 0) {
      this.push(current);
      return this.flushSuffixes();
    }
    let end = this.text.length;
    while (this.text[end - 1] === " " || this.text[end - 1] === "\t") end--;
    this.text = `${this.text.slice(0, end)}\n${current.indent.text}`;
    this.position = current.indent.width;
  }

  private flushSuffixes(): void {
    this.commands.push(...this.suffixes.reverse());
    this.suffixes.length = 0;
  }

  private chosen({ indent, breaks, frame }: Command, layout: Layout & { kind: "group" }): Command {
    if (!breaks && !this.remeasure) return command(indent, layout.breaks, layout.contents, frame);
    this.remeasure = false;
    if (!layout.breaks && this.fits(layout.contents, frame, this.commands, false))
      return command(indent, false, layout.contents, frame);
    if (!layout.states) return command(indent, true, layout.contents, frame);
    if (!layout.breaks) {
      for (const state of layout.states.slice(1, -1)) {
        if (this.fits(state, frame, this.commands, false)) return command(indent, false, state, frame);
      }
    }
    return command(indent, true, layout.states.at(-1) ?? layout.contents, frame);
  }

  private fill({ indent, breaks, frame, done }: Command, layout: Layout & { kind: "fill" }): void {
    const [content, space, second] = layout.parts.slice(done);
    if (!content) return;
    const contentFits = this.fits(content, frame, [], true);
    const own = command(indent, !contentFits, content, frame);
    if (!space) return this.push(own);
    if (!second) {
      this.push(command(indent, !contentFits, space, frame));
      return this.push(own);
    }
    const bothFit = this.fits({ kind: "list", parts: [content, space, second] }, frame, [], true);
    this.push(command(indent, breaks, layout, frame, done + 2));
    this.push(command(indent, !bothFit, space, frame));
    this.push(bothFit ? command(indent, false, content, frame) : own);
  }

  // What is still to be measured: three lists that are used again and again, for this is where the time goes.
  private readonly layouts: Layout[] = [];
  private readonly frames: Frame[] = [];
  private readonly modes: boolean[] = [];

  private measureLater(layout: Layout, frame: Frame, breaks: boolean): void {
    this.layouts.push(layout);
    this.frames.push(frame);
    this.modes.push(breaks);
  }

  /** Whether what is to come, flat, fits on the rest of the line, up to the first place where the line may end. */
  private fits(first: Layout, firstFrame: Frame, rest: readonly Command[], mustBeFlat: boolean): boolean {
    this.layouts.length = this.frames.length = this.modes.length = 0;
    this.measureLater(first, firstFrame, false);
    let remaining = this.printWidth - this.position;
    let restIndex = rest.length;
    let pendingSpace = false;
    let hasSuffix = this.suffixes.length > 0;
    while (remaining >= 0) {
      const layout = this.layouts.pop();
      const frame = this.frames.pop();
      const breaks = this.modes.pop() ?? true;
      if (!layout || !frame) {
        const next = rest[--restIndex];
        if (!next) return true;
        if (next.done === 0) this.measureLater(next.layout, next.frame, next.breaks);
        else
          this.measureLater(
            { kind: "fill", parts: next.layout.kind === "fill" ? next.layout.parts.slice(next.done) : [] },
            next.frame,
            next.breaks,
          );
        continue;
      }
      switch (layout.kind) {
        case "text": {
          const width = textWidth(layout.parts, frame);
          if (width === 0) break;
          remaining -= pendingSpace ? width + 1 : width;
          pendingSpace = false;
          break;
        }
        case "list":
        case "fill":
          for (let index = layout.parts.length - 1; index >= 0; index--) {
            const part = layout.parts[index];
            if (part) this.measureLater(part, frame, breaks);
          }
          break;
        case "indent":
        case "align":
        case "indent-if-break":
          this.measureLater(layout.contents, frame, breaks);
          break;
        case "group": {
          if (mustBeFlat && layout.breaks) return false;
          const groupBreaks = layout.breaks || breaks;
          this.measureLater((groupBreaks ? layout.states?.at(-1) : undefined) ?? layout.contents, frame, groupBreaks);
          break;
        }
        case "if-break": {
          const state = layout.id ? (frame.broken.get(layout.id) ?? false) : breaks;
          this.measureLater(state ? layout.broken : layout.flat, frame, breaks);
          break;
        }
        case "line":
          if (breaks || layout.hard) return true;
          if (!layout.soft) pendingSpace = true;
          break;
        case "line-suffix":
          hasSuffix = true;
          break;
        case "line-suffix-boundary":
          if (hasSuffix) return false;
          break;
        case "slot": {
          const inner = slotFrame(frame, layout.index);
          this.measureLater(inner.layout, inner, breaks);
          break;
        }
      }
    }
    return false;
  }
}

const HARD_LINE: Layout = { kind: "line", hard: true, soft: false };
