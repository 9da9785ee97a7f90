import type { schedules, TaskPayload } from "@trigger.dev/sdk";

/** When an orchestrator runs by itself: as `cron` of Trigger.dev's `schedules.task`. */
export type Cron =
  | string
  | {
      /** Five fields: minute, hour, day of month, month, day of week. */
      readonly pattern: string;
      /** An IANA name, such as `"Europe/Berlin"`. Default: UTC. */
      readonly timezone?: string;
      /** Spreads the runs of schedules with the same pattern: `"30m"`, `"2h"` or `"30%"`. */
      readonly window?: string;
      /** Default: all. */
      readonly environments?: readonly ("DEVELOPMENT" | "STAGING" | "PRODUCTION" | "PREVIEW")[];
    };

/** What Trigger.dev tells a scheduled task: `timestamp`, `lastTimestamp`, `timezone` and more. */
export type ScheduledPayload = TaskPayload<ReturnType<typeof schedules.task>>;

/** Says that a schedule has to make the payload: an empty one does not fit. */
export interface CronPayloadNeeded {
  readonly cronPayload: unknown;
}

/** A schedule without a function for the payload triggers with `{}`. */
export type CronRule<Schedule, Accepted> = [Schedule] extends [never]
  ? unknown
  : {} extends Accepted
    ? unknown
    : CronPayloadNeeded;
