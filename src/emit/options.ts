import { bindArguments, type Code } from "../ir/code.js";
import type { OptionProperty, RunOptions } from "../ir/options.js";
import type { CallShape } from "./arguments.js";
import { type Body, placed } from "./body.js";
import { useMapper } from "./mapper.js";
import { readPath, type Scope } from "./scope.js";
import { triggerOptions } from "./types.js";

/** One property of an object, as templates repeat it. */
export interface OptionHole {
  readonly $option: Code;
  readonly [hole: string]: Code;
}

/** The options or hooks of a generated task. */
export const propertyHoles = (properties: readonly Pick<OptionProperty, "code" | "span">[]): OptionHole[] =>
  properties.map(({ code, span }) => ({ $option: placed(code, span) }));

/**
 * The options of a run beside its key: how long the key is kept, then property by property or, where a function makes
 * them, all that it gives.
 */
export function runOptions(
  options: RunOptions | undefined,
  scope: Scope,
  shape: CallShape,
  name: string,
  { keys, declarations }: Pick<Body, "keys" | "declarations">,
): OptionHole[] {
  const properties = options?.form.kind === "properties" ? options.form.properties : [];
  const isGiven = properties.some((one) => one.name === "idempotencyKeyTTL");
  const ttl = keys.ttl && !isGiven ? propertyHoles([keys.ttl]) : [];
  if (options?.form.kind !== "mapper") {
    const bind = (code: Code): Code => bindArguments(code, (path) => readPath(scope, path));
    return [...ttl, ...propertyHoles(properties.map(({ code, span }) => ({ code: bind(code), span })))];
  }
  const use = useMapper(options.form.mapper, scope, shape, name, triggerOptions);
  declarations.push(...use.declarations);
  return [...ttl, { $option: placed(["...", ...use.expression], options.span) }];
}
