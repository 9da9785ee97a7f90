import { existsSync } from "node:fs";
import { normalize, relative, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pico from "picocolors";
import type { BuildResult } from "../build.js";

/** How long nothing has to change before a build: editors write several files, or one in steps. In milliseconds. */
const PAUSE = 50;

/**
 * Builds, and builds again whenever something changes that the last build hung on. Says what was written, and when a
 * mistake is gone. Never returns: Ctrl-C ends the process, as it ends any build.
 */
export async function buildOnChange(cwd: string, build: () => Promise<BuildResult>): Promise<never> {
  const { watch } = await import("chokidar");
  let result = await timed(build);
  report(result);
  process.stderr.write(pico.dim("Waiting for changes. Ctrl-C ends.\n"));
  // What a build writes is no reason to build, and packages are not edited.
  const isIgnored = (path: string): boolean => {
    const place = relative(cwd, path);
    return (
      `${place}${sep}`.startsWith(normalize(`${result.output}/`)) ||
      /(?:^|[\\/])(?:node_modules|\.git)[\\/]/.test(place)
    );
  };
  // Of what is missing, such as other files of settings, only what the project might get itself.
  const inputs = (): string[] => result.inputs.filter((path) => !isOutside(cwd, path) || existsSync(path));
  const watcher = watch(inputs(), { ignored: isIgnored });

  const bell = { hasRung: false, answer: (): void => undefined };
  // Also what is new to the watch is a change: it may have been one since the build, which nobody saw.
  watcher.on("all", () => {
    bell.hasRung = true;
    bell.answer();
  });
  for (;;) {
    while (!bell.hasRung) await new Promise<void>((answer) => (bell.answer = answer));
    while (bell.hasRung) {
      bell.hasRung = false;
      await sleep(PAUSE);
    }
    const before = result;
    result = await timed(build);
    report(result, before);
    watcher.add(inputs());
  }
}

const isOutside = (folder: string, path: string): boolean => relative(folder, path).startsWith("..");

type Timed = BuildResult & { readonly seconds: number };

async function timed(build: () => Promise<BuildResult>): Promise<Timed> {
  const began = performance.now();
  const result = await build();
  return { ...result, seconds: (performance.now() - began) / 1000 };
}

/** Diagnostics have been printed: what is left to say is what was written, or that all is well again. */
function report({ ok, changes, seconds }: Timed, before?: Timed): void {
  const { write, remove } = changes;
  const said = [
    ...(write.length > 0 ? [`${countOf(write)} written`] : []),
    ...(remove.length > 0 ? [`${countOf(remove)} removed`] : []),
    ...(ok && before?.ok === false ? ["all is well again"] : []),
  ];
  if (ok && said.length > 0)
    process.stderr.write(`${pico.green("✔")} ${said.join(", ")} ${pico.dim(`in ${seconds.toFixed(1)} s`)}\n`);
}

const countOf = (files: readonly unknown[]): string => (files.length === 1 ? "1 file" : `${files.length} files`);
