import { basename, type ParsedPath, parse as parsePath } from "node:path";
import * as os from "node:os";
import { z } from "zod";
import buckets from "./buckets.json" with { type: "json" };
import { defineTrack } from "./registry.js";
import double, { DEFAULT_SIZE as size, type Size } from "./sizes.js";

/** How carefully pictures are made. */
enum Mode {
  Fast = "fast",
  Fine = "fine",
}

/** The largest picture. */
const MAX_SIZE = size * 4;

type Note = { readonly text: string; readonly inner?: Note };

interface Labelled {
  readonly note: Note;
}

/** Two functions that call each other, and a type that contains itself. */
function describe(note: Note): string {
  return note.inner ? `${note.text}, ${describeInner(note.inner)}` : note.text;
}

const describeInner = (note: Note): string => describe(note).toLowerCase();

const { prefix, suffix: ending } = { prefix: "render", suffix: "done" };

class Labels {
  static readonly separator = " / ";

  join(...parts: string[]): string {
    return parts.join(Labels.separator);
  }
}

const pictureInput = z.object({ template: z.string(), size: z.number().max(MAX_SIZE).default(size) });

export const renderTrack = defineTrack({
  name: "RenderTrack",
  input: pictureInput,
  tasks: [
    {
      taskName: "render",
      inputMapper: ({ template, size }) => {
        const wanted: Size = { width: Math.min(size, MAX_SIZE) };
        return { template, size: double(wanted), mode: Mode.Fine };
      },
    },
    {
      taskName: "upload",
      inputMapper: (picture, { input }) => {
        const path: ParsedPath = parsePath(picture.file);
        const labelled: Labelled = { note: { text: input.template, inner: { text: path.name } } };
        return { file: picture.file, bucket: buckets.public, note: describe(labelled.note) };
      },
    },
  ],
});

export const previewTrack = defineTrack({
  name: "PreviewTrack",
  input: z.object({ template: z.string() }),
  tasks: [
    { taskName: "render", inputMapper: (input) => ({ ...input, size: Math.min(size, MAX_SIZE), mode: Mode.Fast }) },
    {
      taskName: "upload",
      inputMapper: ({ file }) => ({
        file: basename(file),
        bucket: buckets.private,
        note: new Labels().join(prefix, ending, os.EOL, describe({ text: "preview" })),
      }),
    },
  ],
});
