import { createRequire } from "node:module";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import { orchestrators, type Rule } from "../rule.js";

/** A schedule has a pattern that Trigger.dev takes, and a time zone that exists. */
export const validCrons: Rule = (flow, report) => {
  for (const { cron } of orchestrators(flow)) {
    if (!cron) continue;
    const { places, pattern, timezone, window } = cron;
    const problems = {
      pattern: patternProblem(pattern),
      timezone: timezone === undefined ? undefined : timezoneProblem(timezone),
      window:
        window === undefined || /^\d+[mh%]$/.test(window) ? undefined : `the window ${JSON.stringify(window)} is none`,
    };
    for (const field of ["pattern", "timezone", "window"] as const) {
      const problem = problems[field];
      if (problem !== undefined) report(diagnostic("invalid-cron", { span: places[field] }, { field, problem }));
    }
  }
};

/** The parser of Trigger.dev's server; it brings a library of dates, so only who has a schedule loads it. */
const load = (): typeof import("cron-parser") =>
  createRequire(import.meta.url)("cron-parser") as typeof import("cron-parser");

function patternProblem(pattern: string): string | undefined {
  const fields = pattern.trim().split(/\s+/);
  if (fields.length !== 5) {
    const count = pattern.trim() === "" ? 0 : fields.length;
    return `the pattern ${JSON.stringify(pattern)} has ${count} fields; there are five: minute, hour, day of month, month, day of week`;
  }
  try {
    load().CronExpressionParser.parse(pattern);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `the pattern ${JSON.stringify(pattern)} does not parse: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
  }
}

function timezoneProblem(timezone: string): string | undefined {
  const problem = `there is no time zone ${JSON.stringify(timezone)}`;
  if (!/^[A-Za-z]/.test(timezone)) return problem;
  try {
    Intl.DateTimeFormat("en", { timeZone: timezone });
    return undefined;
  } catch {
    return problem;
  }
}
