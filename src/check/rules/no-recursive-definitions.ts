import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Definition } from "../../ir/flow.js";
import { groupBy } from "../../ir/group-by.js";
import { type Rule, targetsIn } from "../rule.js";

/** No definition contains itself, however deep. */
export const noRecursiveDefinitions: Rule = (flow, report) => {
  // Where two have one id, neither can be followed: that is for another rule to report.
  const byId = new Map(
    [...groupBy(flow.definitions, ({ id }) => id)].flatMap(([id, [only, ...others]]) =>
      only && others.length === 0 ? [[id, only] as const] : [],
    ),
  );
  const done = new Set<Definition>();
  const visit = (definition: Definition, inside: readonly Definition[]): void => {
    const from = inside.indexOf(definition);
    if (from >= 0) {
      const path = [...inside.slice(from), definition].map(({ name }) => name).join(" → ");
      report(diagnostic("recursive-definition", { span: definition.nameSpan }, { path }));
      return;
    }
    if (done.has(definition)) return;
    for (const target of targetsIn(definition)) {
      const inner = target.kind === "definition" ? byId.get(target.id) : undefined;
      if (inner) visit(inner, [...inside, definition]);
    }
    done.add(definition);
  };
  for (const definition of flow.definitions) visit(definition, []);
};
