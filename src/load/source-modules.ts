import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ts } from "ts-morph";

/** A source file that is looked at without being evaluated. */
export interface SourceModule {
  /** Absolute. */
  readonly path: string;
  readonly ast: ts.SourceFile;
}

/** Source files by their paths, each parsed once. */
export interface SourceModules {
  readonly read: (path: string) => SourceModule;
  /** What a module imports by this specifier, if that is a source file. */
  readonly imported: (module: SourceModule, specifier: string) => SourceModule | undefined;
  /** Absolute paths of all that was read. */
  readonly paths: () => string[];
}

/** Resolves imports as the project's TypeScript does: paths of the tsconfig, packages of the workspace. */
export function sourceModules(root: string, options: ts.CompilerOptions): SourceModules {
  const known = new Map<string, SourceModule>();
  const cache = ts.createModuleResolutionCache(root, (name) => name, options);
  const read = (path: string): SourceModule => {
    const module = known.get(path) ?? { path, ast: parse(path) };
    known.set(path, module);
    return module;
  };
  return {
    read,
    imported(module, specifier) {
      const found = ts.resolveModuleName(specifier, module.path, options, ts.sys, cache).resolvedModule;
      const path = found?.resolvedFileName ?? (specifier.startsWith(".") ? besides(module.path, specifier) : undefined);
      return path === undefined || !SOURCE.test(path) || path.endsWith(".d.ts") ? undefined : read(path);
    },
    paths: () => [...known.keys()],
  };
}

const SOURCE = /\.[cm]?[jt]sx?$/;

const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);

/** What a path without its ending can only mean, although Node would not find it: TypeScript will say so. */
function besides(importer: string, specifier: string): string | undefined {
  const path = resolve(dirname(importer), specifier);
  return [`${path}.ts`, `${path}.tsx`, join(path, "index.ts")].find((one) => existsSync(one));
}
