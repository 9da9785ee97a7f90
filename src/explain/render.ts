import type { Expectation } from "./expectation.js";
import type { Explanation } from "./explain.js";
import type { PlanTree } from "./plan-tree.js";

export interface Colours {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** An explanation for a person: the plan as a tree, what it takes and, with durations, what to expect. */
export function renderExplanation(explanation: Explanation, colours: Colours): string {
  const { name, kind, schedule, plan, expected } = explanation;
  const title = `${colours.bold(name)} ${colours.dim(`${kind === "composite" ? "composite track" : kind}, ${schedule}`)}`;
  return [
    title,
    ...tree(plan, colours),
    factsOf(explanation),
    ...(expected ? expectation(expected, colours) : []),
  ].join("\n");
}

function tree(plan: PlanTree, colours: Colours, pulled: ReadonlyMap<string, string> = new Map()): string[] {
  switch (plan.kind) {
    case "track":
      return [nameOf(plan, colours)];
    case "region": {
      const after = plan.pulls.map((id) => pulled.get(id) ?? id).join(", ");
      const head = `${plan.tracks} ${colours.dim(`region ${plan.id}${after === "" ? "" : `, after ${after}`}`)}`;
      // What a region of one track says is what that is called; but for what may become of it.
      return plan.part.kind === "track" && !plan.part.may ? [head] : [head, ...branches([plan.part], colours)];
    }
    default:
      return [`${plan.kind} ${colours.dim(plan.why)}`, ...branches(plan.parts, colours)];
  }
}

function branches(parts: readonly PlanTree[], colours: Colours): string[] {
  const labels = new Map(parts.flatMap((part) => (part.kind === "region" ? [[part.id, part.tracks] as const] : [])));
  return parts.flatMap((part, index) => {
    const isLast = index === parts.length - 1;
    const [head = "", ...rest] = tree(part, colours, labels);
    return [`${isLast ? "└─" : "├─"} ${head}`, ...rest.map((line) => `${isLast ? "   " : "│  "}${line}`)];
  });
}

const nameOf = ({ name, may }: PlanTree & { kind: "track" }, colours: Colours): string =>
  may ? `${name} ${colours.dim(`may ${may.join(" or ")}`)}` : name;

function factsOf({ tracks, addedRuns, mostOpen, depth, falseWaits }: Explanation): string {
  const waits = falseWaits.length === 0 ? "no false waits" : `false waits: ${falseWaits.join(", ")}`;
  const runs = addedRuns === 0 ? "no runs added" : `${count(addedRuns, "run")} added`;
  return `${count(tracks, "track")}, ${runs}, at most ${mostOpen} open at once, depth ${depth}, ${waits}`;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

function expectation(
  { criticalPath, overhead, plan, waves, unknown, advice }: Expectation,
  colours: Colours,
): string[] {
  const seconds = (time: number): string => `${Number(time.toFixed(2))} s`;
  return [
    `critical path ${seconds(criticalPath.seconds)}: ${criticalPath.tracks.join(" → ")}`,
    `expected ${seconds(plan)}, in waves ${seconds(waves)}, with ${seconds(overhead)} for every start and resume`,
    ...(unknown.length > 0 ? [colours.dim(`without a duration, counted as 0: ${unknown.join(", ")}`)] : []),
    ...(advice === undefined ? [] : [colours.yellow(advice)]),
  ];
}
