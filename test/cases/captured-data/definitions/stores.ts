import { z } from "zod";
import { defineOrchestrator, defineTrack } from "./registry.js";

interface Region {
  readonly name: string;
  readonly offset: number;
  readonly options: { readonly "quoted key": string; readonly tags: readonly string[]; readonly limit: number | null };
  readonly big: bigint;
  readonly isOn: boolean;
}

const regions: Region[] = [
  {
    name: "North",
    offset: -1,
    options: { "quoted key": `quotes " ' and \` with \${this}`, tags: ["a", "*/"], limit: null },
    big: 9007199254740993n,
    isOn: true,
  },
  {
    name: "South",
    offset: 0.5,
    options: { "quoted key": "line\nbreak and \u2028", tags: [], limit: -0 },
    big: -1n,
    isOn: false,
  },
];

/** One track per region: made by a function, so what differs is captured. */
function storeTrack({ name, offset, options, big, isOn }: Region, limits: z.ZodNumber) {
  const title = `Store ${name}`;
  return defineTrack({
    name: title,
    input: z.object({ key: z.string(), size: limits }),
    tasks: [
      {
        taskName: "store",
        inputMapper: (input) => ({
          key: `${name}/${input.key}`,
          value: options,
          size: input.size - offset,
          big,
          flags: [isOn, !isOn, offset.toFixed(1) === "0.5"],
        }),
      },
      {
        taskName: "log_line",
        inputMapper: (stored) => {
          const label = options["quoted key"];
          return { line: `${title} ${label} ${stored.key} ${(options.limit ?? 0) ** 2}` };
        },
      },
    ],
  });
}

const stores = regions.map((region) => storeTrack(region, z.number().min(1)));

for (const [index, word] of ["first", "second"].entries()) {
  defineTrack({
    name: `Log ${word}`,
    tasks: [{ taskName: "log_line", inputMapper: ({ line }) => ({ line: `${index}: ${word} ${line}` }) }],
  });
}

export const storeOrchestrator = defineOrchestrator({
  name: "StoreOrchestrator",
  input: z.object({ key: z.string(), size: z.number().min(1) }),
  tracks: stores,
});
