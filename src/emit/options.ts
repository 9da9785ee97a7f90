import { bindArguments, type Code } from "../ir/code.js";
import type { OptionProperty, RunOptions } from "../ir/options.js";
import type { CallShape } from "./arguments.js";
import { placed } from "./body.js";
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

/** The options of a run beside its key: property by property or, where a function makes them, all that it gives. */
export function runOptions(
  options: RunOptions | undefined,
  scope: Scope,
  shape: CallShape,
  name: string,
  declarations: Code[],
): OptionHole[] {
  if (!options) return [];
  if (options.form.kind === "properties") {
    const bind = (code: Code): Code => bindArguments(code, (path) => readPath(scope, path));
    return options.form.properties.map(({ code, span }) => ({ $option: placed(bind(code), span) }));
  }
  const use = useMapper(options.form.mapper, scope, shape, name, triggerOptions);
  declarations.push(...use.declarations);
  return [{ $option: placed(["...", ...use.expression], options.span) }];
}
