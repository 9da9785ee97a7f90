import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ts } from "ts-morph";
import type { DraftFile } from "../ir/plan.js";
import type { Project } from "../project.js";

/** A program that knows which of its files have been checked before. */
export type CheckedProgram = ts.SemanticDiagnosticsBuilderProgram;

/** What a program is made of. */
export interface Parts {
  /** The drafts by the absolute paths they will have. */
  readonly generated: ReadonlyMap<string, DraftFile>;
  /** Absolute paths of the definition modules. */
  readonly definitions: Iterable<string>;
  /** An earlier program of the same project: what has not changed since is neither read nor checked again. */
  readonly previous: CheckedProgram | undefined;
  /** The absolute path of the file in which an earlier run may have left what it knew, for the same purpose. */
  readonly memory: string | undefined;
}

/** A program of drafts that are not on the disk and the definitions, under the user's own tsconfig. */
export function makeProgram(project: Project, { generated, definitions, previous, memory }: Parts): CheckedProgram {
  const options: ts.CompilerOptions = {
    ...project.compilerOptions.options,
    noEmit: true,
    incremental: memory !== undefined,
    ...(memory !== undefined && { tsBuildInfoFile: memory }),
    composite: false,
    skipLibCheck: true,
  };
  const host = hostOf(options, generated, previous);
  // Ambient declarations of the project come along; its other files are looked at only where they are imported.
  const ambient = project.compilerOptions.fileNames.filter((path) => path.endsWith(".d.ts"));
  const program = ts.createSemanticDiagnosticsBuilderProgram(
    ts.createProgram([...definitions, ...generated.keys(), ...ambient], options, host, previous?.getProgram()),
    host,
    previous ?? ts.readBuilderProgram(options, host),
  );
  // Forgets what was known of files that have changed, and of those that depend on them; checks none of them yet.
  program.getSemanticDiagnosticsOfNextAffectedFile(undefined, () => true);
  return program;
}

function hostOf(
  options: ts.CompilerOptions,
  generated: Parts["generated"],
  previous: CheckedProgram | undefined,
): ts.CompilerHost {
  const host = ts.createIncrementalCompilerHost(options);
  // The compiler inside ts-morph has no library files beside it; those of the same version of TypeScript serve.
  const libraries = dirname(createRequire(import.meta.url).resolve("typescript/lib/lib.d.ts"));
  host.getDefaultLibLocation = () => libraries;
  host.getDefaultLibFileName = (given) => join(libraries, ts.getDefaultLibFileName(given));
  const { readFile, fileExists, getSourceFile } = host;
  // Before the first build the folders of the output are not there either, and modules are not looked for in them.
  const folders = new Set([...generated.keys()].map(dirname));
  const directoryExists = host.directoryExists?.bind(host);
  host.directoryExists = (path) => folders.has(path) || (directoryExists?.(path) ?? true);
  host.readFile = (path) => generated.get(path)?.text ?? readFile(path);
  host.fileExists = (path) => generated.has(path) || fileExists(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const draft = generated.get(path);
    const known = previous?.getSourceFile(path);
    if (!draft) return known ?? getSourceFile(path, languageVersion, ...rest);
    return known?.text === draft.text ? known : versioned(ts.createSourceFile(path, draft.text, languageVersion));
  };
  return host;
}

/** With what tells a file from itself at another time. The compiler keeps it where its own types do not show it. */
const versioned = (source: ts.SourceFile): ts.SourceFile =>
  Object.assign(source, { version: ts.sys.createHash?.(source.text) ?? source.text });

/** What a later run may begin with, for its `memory`; nothing where that would be what this one began with. */
export function textOfMemory(program: CheckedProgram): string | undefined {
  let text: string | undefined;
  program.emit(undefined, (_, emitted) => void (text = emitted));
  return text;
}
