import type { Rule } from "./rule.js";
import { declaredReads } from "./rules/declared-reads.js";
import { earlierReads } from "./rules/earlier-reads.js";
import { knownDependencies } from "./rules/known-dependencies.js";
import { knownInput } from "./rules/known-input.js";
import { knownMappings } from "./rules/known-mappings.js";
import { knownTasks } from "./rules/known-tasks.js";
import { lastingKeys } from "./rules/lasting-keys.js";
import { mappedDependents } from "./rules/mapped-dependents.js";
import { noDependencyCycles } from "./rules/no-dependency-cycles.js";
import { noRecursiveDefinitions } from "./rules/no-recursive-definitions.js";
import { noResumedCompensations } from "./rules/no-resumed-compensations.js";
import { noSelfDependencies } from "./rules/no-self-dependencies.js";
import { oneEnding } from "./rules/one-ending.js";
import { readTransforms } from "./rules/read-transforms.js";
import { safeNames } from "./rules/safe-names.js";
import { somethingToRun } from "./rules/something-to-run.js";
import { soundOptions } from "./rules/sound-options.js";
import { soundPolicies } from "./rules/sound-policies.js";
import { uniqueDefinitions } from "./rules/unique-definitions.js";
import { uniqueKeys } from "./rules/unique-keys.js";
import { uniqueNodes } from "./rules/unique-nodes.js";
import { uniqueSteps } from "./rules/unique-steps.js";
import { uniqueTasks } from "./rules/unique-tasks.js";
import { validCrons } from "./rules/valid-crons.js";

/** All rules. A new one is a file and a line here; what they find is sorted by place, not by this order. */
export const specifiedRules: readonly Rule[] = [
  safeNames,
  uniqueDefinitions,
  uniqueTasks,
  uniqueSteps,
  uniqueNodes,
  uniqueKeys,
  somethingToRun,
  knownTasks,
  knownDependencies,
  noSelfDependencies,
  noDependencyCycles,
  noRecursiveDefinitions,
  knownInput,
  knownMappings,
  mappedDependents,
  declaredReads,
  earlierReads,
  readTransforms,
  soundPolicies,
  oneEnding,
  soundOptions,
  validCrons,
  noResumedCompensations,
  lastingKeys,
];
