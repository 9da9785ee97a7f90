/** Where in a definition something stands. */
type Place = "step" | "entry" | "sub-track" | "final-task" | "definition";

const onStep = "It stands on a step: write a track with this one.";

/** What is known under its name elsewhere, and what to write instead where it stands. */
const instead: Readonly<Record<string, Partial<Record<Place, string>>>> = {
  onTrackFailure: {
    step: "It stands on an orchestrator and on an entry of its `tracks`. A step has `fallback`.",
    "sub-track": "A composite track merges what all of its sub-tracks give: use an orchestrator.",
    definition: "It stands on an orchestrator and on an entry of its `tracks`.",
  },
  when: { "sub-track": "A composite track merges what all of its sub-tracks give: use an orchestrator." },
  fallback: {
    "sub-track": onStep,
    "final-task": onStep,
    definition: "It stands on a step, and on an entry of an orchestrator's `tracks`.",
  },
  compensate: {
    entry: onStep,
    "sub-track": onStep,
    "final-task": "Nothing comes after the final task that could fail.",
    definition: "It stands on a step of a track.",
  },
  forEach: { entry: onStep, "sub-track": onStep, "final-task": onStep },
  repeat: { entry: onStep, "sub-track": onStep, "final-task": onStep },
  inputMapper: {
    entry: "Write it in `trackInputMappings`, under the name of the entry.",
    "sub-track": "Write it in `subTrackInputMappings`, under the name of the sub-track.",
  },
  options: {
    entry: "Write them in `trackOptions`, under the name of the entry.",
    "sub-track": "Write them in `subTrackOptions`, under the name of the sub-track.",
  },
};

/** What to do with a field that has no meaning where it stands, but has one elsewhere. */
export function insteadOf(field: string, path: readonly PropertyKey[]): string | undefined {
  const place = placeOf(path);
  return place && Object.hasOwn(instead, field) ? instead[field]?.[place] : undefined;
}

const lists: Readonly<Record<string, Place>> = { tasks: "step", tracks: "entry", subTracks: "sub-track" };

function placeOf(path: readonly PropertyKey[]): Place | undefined {
  const [outer] = path.map(String);
  if (outer === undefined) return "definition";
  if (outer === "finalTask" && path.length === 1) return "final-task";
  return path.length === 2 && Object.hasOwn(lists, outer) ? lists[outer] : undefined;
}

/** What to write instead of two fields in one step, where it is not two steps. */
export function insteadOfBoth(first: string, second: string): string | undefined {
  if (first === "forEach" && second === "fallback") return 'Collect failures instead: `onItemFailure: "collect"`.';
  if (first === "forEach" && second === "repeat")
    return "Write a track with the step that repeats, and run that track once per item.";
  if (first === "repeat" && second === "fallback")
    return "Write a track with the step that repeats, and give `fallback` to the step that runs the track.";
  if (second === "compensate")
    return "Nothing ran that could be undone: `compensate` stands on a step that runs something.";
  if (first === "branch" && second === "inputMapper") return "Give each case its own: `{ track, inputMapper }`.";
  if (first === "branch")
    return `Write a track with the branch, and give \`${second}\` to the step that runs the track.`;
  return undefined;
}
