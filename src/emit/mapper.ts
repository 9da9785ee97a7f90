import { bindArguments, type Code, type Fragment, joinCode, type Local, local } from "../ir/code.js";
import type { Mapper } from "../ir/flow.js";
import { needsOf } from "../plan/input-use.js";
import { argumentsOf, type CallShape, contextEntries, readsError, valuesOf } from "./arguments.js";
import { access, readPath, record, type Scope } from "./scope.js";
import { templateLocal } from "./template.js";

/** A mapper where it is used: the expression, and the function declared beside the task if there is one. */
export interface MapperUse {
  readonly expression: Code;
  readonly declarations: readonly Code[];
  /** The type of what it gives, where the function has a name to ask it of. */
  readonly returned: Code | undefined;
  /** What is called with what, where the expression is a call of a name. */
  readonly call: { readonly name: Code; readonly values: readonly Code[] } | undefined;
}

/** Prints a mapper in place of its call, or declares it and calls it; `gives` is its type, where it wants to be named. */
export function useMapper(mapper: Mapper, scope: Scope, shape: CallShape, name: string, gives: Code = []): MapperUse {
  const { form } = mapper;
  switch (form.kind) {
    case "inline": {
      const body = bindArguments([form.body], (path) => readPath(scope, path));
      return {
        expression: form.awaits ? ["await ", ...body] : body,
        declarations: [],
        returned: undefined,
        call: undefined,
      };
    }
    case "reference": {
      const given = argumentsOf(mapper, scope, shape).slice(0, form.parameters);
      return { ...callOf([form.name], valuesOf(given), form.async), declarations: [] };
    }
    case "function": {
      const given = argumentsOf(mapper, scope, shape);
      const all = form.parameters.flatMap((parameter, index) => {
        const argument = given[index];
        return argument ? [{ parameter, argument }] : [];
      });
      // A name that nothing reads would be passed a value for nothing.
      const used = all.filter(({ parameter, argument }) => argument.isRead || !parameter.isName);
      const parameters = used.map(({ parameter: { pattern, otherwise }, argument: { value } }): Code => {
        const rest: Code = otherwise ? [" = ", otherwise] : [];
        return [pattern, ": ", ...value.type, ...rest];
      });
      const type = form.returns.length > 0 ? form.returns : gives;
      const returns: Code = type.length > 0 ? [": ", ...type] : [];
      const symbol = local(name);
      const values = valuesOf(used.map(({ argument }) => argument));
      // What the parameters declare would hide the names that their types are written with.
      const bound = new Set(used.flatMap(({ parameter }) => [...parameter.pattern.bound]));
      const signature: Code = ["(", ...joinCode(parameters, ", "), ")", ...returns, " => ", form.body];
      const whole: Fragment = { kind: "fragment", code: signature, span: mapper.span, bound, globals: new Set() };
      const declaration = declare(symbol, form.async ? ["async ", whole] : [whole]);
      return { ...callOf([symbol], values, form.async), declarations: [declaration] };
    }
  }
}

/** Declares an inline mapper as a function after all, where its type has to be asked for. */
export function declareMapper(mapper: Mapper, scope: Scope, shape: CallShape, name: string): MapperUse {
  const { form } = mapper;
  if (form.kind !== "inline") return useMapper(mapper, scope, shape, name);
  const prev = templateLocal("prev");
  const outputs = templateLocal("outputs");
  const needs = needsOf(mapper);
  const entries = contextEntries(scope, needs, shape);
  const context = record(entries);
  const nameIn = (key: string): Code => (key === "input" ? scope.input.code : key === "prev" ? [prev] : [outputs]);
  const names = entries.map(([key]): Code => {
    return [{ kind: "shorthand", key, value: nameIn(key) }];
  });
  // What nothing reads is no parameter.
  const error = templateLocal("error");
  const failure = scope.named?.get("error");
  const taken: { readonly parameter: Code; readonly value: Code }[] = [
    ...(failure && readsError(mapper) ? [{ parameter: [error, ": ", ...failure.type], value: failure.code }] : []),
    ...(needs.prev && scope.prev && shape !== "error-and-context"
      ? [{ parameter: [prev, ": ", ...scope.prev.type], value: scope.prev.code }]
      : []),
    ...(entries.length > 0
      ? [{ parameter: ["{ ", ...joinCode(names, ", "), " }: ", ...context.type], value: context.code }]
      : []),
  ];
  const body = bindArguments([form.body], (path) => {
    if (path[0] === "error") return [error, ...access(path.slice(1))];
    if (path[0] !== "outputs") return readPath({ ...scope, prev: { code: [prev], type: [] } }, path);
    return [outputs, ...access(path.slice(1))];
  });
  const symbol = local(name);
  const parameters = taken.map(({ parameter }) => parameter);
  const values = taken.map(({ value }) => value);
  const signature: Code = [form.async ? "async (" : "(", ...joinCode(parameters, ", "), ") => ", ...body];
  return { ...callOf([symbol], values, form.async), declarations: [declare(symbol, signature)] };
}

const declare = (symbol: Local, value: Code): Code => ["const ", symbol, " = ", ...value, ";\n"];

function callOf(name: Code, values: readonly Code[], isAsync: boolean): Omit<MapperUse, "declarations"> {
  const call: Code = [...name, "(", ...joinCode(values, ", "), ")"];
  return {
    expression: isAsync ? ["await ", ...call] : call,
    returned: ["ReturnType<typeof ", ...name, ">"],
    call: { name, values },
  };
}
