import type { Layout } from "./layout.js";
import type { Word } from "./shape.js";

/** A layout with the words and the slots that go into it. */
export interface Filled {
  readonly layout: Layout;
  readonly words: readonly Word[];
  readonly slots: readonly Filled[];
}

/** A filled layout while it is printed, with what became of its groups. */
export interface Frame extends Filled {
  readonly broken: Map<symbol, boolean>;
  readonly inner: (Frame | undefined)[];
}

export const frameOf = ({ layout, words, slots }: Filled): Frame => ({
  layout,
  words,
  slots,
  broken: new Map(),
  inner: [],
});

export function slotFrame(frame: Frame, index: number): Frame {
  const known = frame.inner[index];
  if (known) return known;
  const filled = frame.slots[index];
  if (!filled) throw new Error("a layout with more slots than its piece");
  return (frame.inner[index] = frameOf(filled));
}

export function textWidth(parts: readonly (string | number)[], { words }: Frame): number {
  let width = 0;
  for (const part of parts) width += typeof part === "string" ? part.length : (words[part]?.width ?? 0);
  return width;
}
