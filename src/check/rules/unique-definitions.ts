import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Definition } from "../../ir/flow.js";
import { compensatedDefinitions } from "../../plan/compensations.js";
import { cronId, keeperId } from "../../plan/keys.js";
import { type Rule, title, titleInside } from "../rule.js";

/** Names, task ids and files are given out once. */
export const uniqueDefinitions: Rule = (flow, report) => {
  const names = new Map<string, Definition>();
  const ids = new Map<string, Definition>();
  const files = new Map<string, Definition>();
  const compensated = compensatedDefinitions(flow);
  const place = (definition: Definition, first: Definition) => ({
    span: definition.idSpan,
    related: [{ message: "The first one is here.", span: first.idSpan }],
  });
  for (const definition of flow.definitions) {
    const { name, id } = definition;
    if (id === "") continue; // that is the fault of a name, and reported as such
    const contract = flow.contracts.get(id);
    const file = `${definition.kind === "orchestrator" ? "orchestrators" : "tracks"}/${id}.ts`.toLowerCase();
    const sameName = names.get(name);
    const sameId = ids.get(id);
    const sameFile = files.get(file);
    if (sameName) report(diagnostic("duplicate-name", place(definition, sameName), { name }));
    else if (sameId)
      report(
        diagnostic("duplicate-id", place(definition, sameId), {
          id,
          first: title(sameId),
          second: titleInside(definition),
        }),
      );
    else if (sameFile) report(diagnostic("duplicate-file", place(definition, sameFile), { file }));
    const task = contract ?? flow.tasks.find((one) => one.id === id);
    if (task) {
      const related = [{ message: "The task is here.", span: task.span }];
      report(
        diagnostic(
          "duplicate-id",
          { span: definition.idSpan, related },
          { id, first: `The task ${JSON.stringify(id)}`, second: titleInside(definition) },
        ),
      );
    }
    for (const { id: own, what } of besides(definition, compensated)) {
      const taken = flow.definitions.find((one) => one.id === own);
      const second = `${what} of ${titleInside(definition)}`;
      if (taken) report(diagnostic("duplicate-id", place(taken, definition), { id: own, first: title(taken), second }));
    }
    names.set(name, sameName ?? definition);
    ids.set(id, sameId ?? definition);
    files.set(file, sameFile ?? definition);
  }
};

/** The tasks that a definition becomes beside its own. */
const besides = (definition: Definition, compensated: ReadonlySet<string>): { id: string; what: string }[] => [
  ...(definition.kind === "orchestrator" && definition.cron
    ? [{ id: cronId(definition.id), what: "the schedule" }]
    : []),
  ...(compensated.has(definition.id) ? [{ id: keeperId(definition.id), what: "the compensations" }] : []),
];
