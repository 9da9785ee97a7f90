import type { ts } from "ts-morph";
import type { CarriedDeclaration, Fragment } from "../ir/code.js";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Site, Value } from "../load/evaluation.js";
import { type Graph, nodeSpan } from "../load/graph.js";
import type { Modules } from "../load/modules.js";
import type { CopyScope } from "./copy-scope.js";
import { copyNode } from "./copy.js";
import { Unliftable } from "./unliftable.js";

/** What lifting needs to know, and the declarations it has carried so far. */
export interface Lifter {
  readonly graph: Graph;
  readonly modules: Modules;
  readonly carried: Map<string, CarriedDeclaration>;
  readonly captures: (site: Site) => ReadonlyMap<string, Value>;
  /** Copies source text with every name in it resolved. `from` may lie before the node. */
  readonly copy: (node: ts.Node, scope: CopyScope, from?: number) => Fragment;
  /** Runs `lift`; where it fails, reports why and gives nothing. */
  readonly attempt: <T>(what: string, lift: () => T) => T | undefined;
}

export function createLifter(graph: Graph, report: Report): Lifter {
  const { modules } = graph;
  const lifter: Lifter = {
    graph,
    modules,
    carried: new Map(),
    captures: (site) => new Map(site.captures),
    attempt(what, lift) {
      try {
        return lift();
      } catch (error) {
        if (!(error instanceof Unliftable)) throw error;
        const { why, instead } = error;
        report(diagnostic("unliftable", { span: nodeSpan(error.node, modules) }, { what, why, instead }));
        return undefined;
      }
    },
    copy: (node, scope, from) => copyNode(node, scope, lifter, from),
  };
  return lifter;
}
