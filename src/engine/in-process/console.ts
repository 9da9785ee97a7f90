import { format, inspect } from "node:util";
import type { LogRecord } from "../records.js";
import type { BaseApi } from "./base-api.js";
import { scopes, type Scope } from "./scope.js";
import type { Sdk } from "../sdk.js";

export type Log = (
  scope: Scope,
  level: LogRecord["level"],
  message: string,
  properties?: Record<string, unknown>,
) => void;

const LEVELS = ["debug", "log", "info", "warn", "error"] as const;

/** What tasks print becomes part of their run. Whatever else prints, prints. */
export function installConsole(log: Log): void {
  for (const level of LEVELS) {
    const print = console[level].bind(console);
    console[level] = (...args: unknown[]) => {
      const scope = scopes.getStore();
      if (!scope) print(...args);
      else if (!scope.isEnded) log(scope, level, format(...args));
    };
  }
}

/** The SDK's `logger`. Spans are not kept. */
export function taskLogger(log: Log, tracer: BaseApi["tracer"]): TaskLogger {
  const at = (level: LogRecord["level"]) => (message: string, properties?: Record<string, unknown>) => {
    const scope = scopes.getStore();
    if (scope && !scope.isEnded) log(scope, level, message, properties && plainProperties(properties));
  };
  return {
    debug: at("debug"),
    log: at("log"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    trace: async (name, run, options) => await tracer.startActiveSpan(name, run, options),
    startSpan: (name, options) => tracer.startSpan(name, options),
  };
}

/** As they are now, for another thread: what cannot go there, as Node would print it. */
function plainProperties(properties: Record<string, unknown>): Record<string, unknown> {
  const plain = (value: unknown): unknown => {
    try {
      return structuredClone(value);
    } catch {
      return inspect(value);
    }
  };
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, plain(value)]));
}

type TaskLogger = Parameters<Sdk["v3"]["logger"]["setGlobalTaskLogger"]>[0];
