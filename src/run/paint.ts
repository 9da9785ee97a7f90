/** Colours, or none. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly dim: (text: string) => string;
}

const plain = (text: string): string => text;

export const PLAIN: Paint = { red: plain, green: plain, yellow: plain, cyan: plain, dim: plain };
