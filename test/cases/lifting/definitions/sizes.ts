export const DEFAULT_SIZE = 640;

export interface Size {
  readonly width: number;
}

export default function double(size: Size): number {
  return size.width * 2;
}
