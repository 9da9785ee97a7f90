/** A set of small numbers, one bit each. */
export type Bits = Uint32Array;

/** An empty set of numbers below `size`. */
export const bitsBelow = (size: number): Bits => new Uint32Array((size + 31) >>> 5);

export const hasBit = (bits: Bits, bit: number): boolean => (((bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;

export function addBit(bits: Bits, bit: number): void {
  bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

/** Adds every number of another set, whose size may be smaller. */
export function addAll(bits: Bits, others: Bits): void {
  for (let word = 0; word < others.length; word++) bits[word] = (bits[word] ?? 0) | (others[word] ?? 0);
}

/** How many numbers a set has. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (const word of bits) {
    // Kernighan: each round takes the lowest bit away.
    for (let left = word; left !== 0; left &= left - 1) count += 1;
  }
  return count;
}
