import type { LogRecord } from "../engine/records.js";

/** A line that a worker sent, and whose it is. */
export interface RunLog {
  readonly runId: string;
  readonly log: LogRecord;
}

/** The project's own: `{ "b.c.[0]": "x" }` → `{ b: { c: ["x"] } }`. */
export type Unflatten = (typeof import("@trigger.dev/core/v3"))["unflattenAttributes"];

/** What is read of an OTLP export, in its JSON notation. */
interface LogExport {
  readonly resourceLogs?: readonly {
    readonly scopeLogs?: readonly { readonly logRecords?: readonly OtlpLog[] }[];
  }[];
}

interface OtlpLog {
  readonly timeUnixNano?: string;
  readonly severityText?: string;
  readonly body?: OtlpValue;
  readonly attributes?: readonly { readonly key: string; readonly value: OtlpValue }[];
}

/** `{ stringValue: "x" }`. The SDK flattens objects and lists, so nothing nests. */
type OtlpValue = Readonly<Record<string, string | number | boolean>>;
type Attributes = Record<string, string | number | boolean | undefined>;

/** What the SDK itself puts on each line: whose it is, and how the dashboard shows it. */
const OWN_ATTRIBUTE = /^\$/;
const RUN_ID = "$metadata.ctx.run.id";
const ATTEMPT = "$metadata.ctx.attempt.number";
const LEVELS: ReadonlySet<string> = new Set<LogRecord["level"]>(["debug", "log", "info", "warn", "error"]);

/** The lines of runs in an export of logs. Those of no run, as while a worker starts, are nobody's. */
export function readLogs(body: unknown, unflatten: Unflatten): readonly RunLog[] {
  // OpenTelemetry's exporter in the worker makes it; all that is read may be absent.
  const { resourceLogs = [] } = (body ?? {}) as LogExport;
  return resourceLogs
    .flatMap(({ scopeLogs = [] }) => scopeLogs)
    .flatMap(({ logRecords = [] }) => logRecords)
    .flatMap((record) => {
      const attributes = Object.fromEntries((record.attributes ?? []).map(({ key, value }) => [key, plain(value)]));
      const runId = attributes[RUN_ID];
      return typeof runId === "string" ? [{ runId, log: logRecord(record, attributes, unflatten) }] : [];
    });
}

function logRecord(record: OtlpLog, attributes: Attributes, unflatten: Unflatten): LogRecord {
  const own = Object.entries(attributes).filter(([key]) => !OWN_ATTRIBUTE.test(key));
  const properties = own.length > 0 ? unflatten(Object.fromEntries(own)) : undefined;
  return {
    at: Number(record.timeUnixNano ?? 0) / 1e6,
    attempt: Number(attributes[ATTEMPT] ?? 1),
    level: levelOf(record.severityText),
    message: String(plain(record.body ?? {}) ?? ""),
    ...(typeof properties === "object" && properties !== null && { properties }),
  };
}

/** `console` writes `Log` and `Error`, `logger` writes `info` and `warn`. */
function levelOf(severity = "log"): LogRecord["level"] {
  const level = severity.toLowerCase();
  // Just seen to be one of them.
  return LEVELS.has(level) ? (level as LogRecord["level"]) : "log";
}

const plain = (value: OtlpValue): Attributes[string] => Object.values(value)[0];
