import { ts } from "ts-morph";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Imported } from "../ir/code.js";
import type { Contract, FoundTask } from "../ir/flow.js";
import type { Span } from "../ir/source.js";
import type { PrintedType, Site, Value } from "./evaluation.js";
import type { Graph } from "./graph.js";
import { findTasks, type TaskSources } from "./task-first.js";

export interface ReadContracts {
  /** The contracts of all registries of the project, by task id. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** The tasks that `createFlow<Tasks>()` takes; none where it is not written. */
  readonly listed: readonly FoundTask[];
}

/** Reads the contracts of both kinds of registry. */
export function readContracts(graph: Graph, sources: TaskSources, report: Report): ReadContracts {
  const contracts = new Map<string, Contract>();
  const taskFirst = findTasks(graph.modules, sources, report);
  for (const contract of [...schemaContracts(graph, report), ...taskFirst.contracts]) {
    const known = contracts.get(contract.id);
    if (known && !isSame(known, contract)) {
      const related = [{ message: "The other one is here.", span: known.span }];
      report(diagnostic("conflicting-contract", { span: contract.span, related }, { id: contract.id }));
    } else {
      contracts.set(contract.id, contract);
    }
  }
  return { contracts, listed: taskFirst.listed };
}

function schemaContracts(graph: Graph, report: Report): Contract[] {
  const { evaluation } = graph;
  return evaluation.contracts.flatMap(({ registry, id, payload, output }): Contract[] => {
    const value: Value = { kind: "entity", entity: evaluation.registries[registry] ?? -1 };
    const entity = graph.entity(value);
    const site = entity?.sites[0];
    if (!entity || !site) return [];
    const whole: Span = { file: site.file, start: site.start, end: site.end };
    const span = graph.spanOf(value, [id], whole);
    for (const [side, printed] of [
      ["input", payload],
      ["output", output],
    ] as const) {
      if (printed.kind === "type") continue;
      const at = graph.spanOf(value, [id, side], whole);
      report(diagnostic("unrepresentable-schema", { span: at }, { id, side, problem: printed.problem }));
    }
    const aliases = [payload, output].flatMap((one) => (one.kind === "type" ? one.aliases : []));
    return [
      {
        id,
        span,
        source: {
          kind: "schemas",
          payload: textOf(payload),
          output: textOf(output),
          aliases,
          registry: exportedRegistry(site, graph),
        },
      },
    ];
  });
}

/** The name under which a module exports the registry that was written at this site. */
function exportedRegistry(site: Site, graph: Graph): Imported | undefined {
  const literal = graph.node(site);
  const call = literal?.parent && ts.isCallExpression(literal.parent) ? literal.parent : literal;
  const declaration = call?.parent;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  if (!(ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export)) return undefined;
  const path = site.file.replace(/\.([cm]?)tsx?$/, ".$1js");
  const name = declaration.name.text;
  return { kind: "imported", module: { kind: "file", path }, name, prefer: name, typeOnly: true };
}

/** What could not be printed has been reported; `never` lets the other checks go on. */
const textOf = (printed: PrintedType): string => (printed.kind === "type" ? printed.text : "never");

function isSame(a: Contract, b: Contract): boolean {
  const source = (contract: Contract): string =>
    // However a module is written, with or without its ending, its tasks are the same.
    JSON.stringify(contract.source, (key, value: unknown) =>
      key === "path" && typeof value === "string" ? value.replace(/\.[cm]?[jt]sx?$/, "") : value,
    );
  return source(a) === source(b);
}
