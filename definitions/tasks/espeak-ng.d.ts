// The package ships no types: what espeak.ts uses of its Emscripten module.
declare module "espeak-ng" {
  interface Files {
    writeFile(path: string, data: string): void;
    readFile(path: string): Uint8Array;
  }
  interface Options {
    arguments: string[];
    preRun: ((module: { FS: Files }) => void)[];
    printErr: (line: string) => void;
  }
  /** Runs the eSpeak NG command line once, on a file system of its own in memory. */
  export default function ESpeakNg(options: Options): Promise<{ FS: Files }>;
}
