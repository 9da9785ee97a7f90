/** The platform's own rules, taken from the project's `@trigger.dev/core`, so that they are those of its SDK's version. */
export type Core = Pick<
  typeof import("@trigger.dev/core/v3"),
  | "applyMetadataOperations"
  | "calculateNextRetryDelay"
  | "createJsonErrorObject"
  | "getIdempotencyKeyOptions"
  | "isOOMRunError"
  | "parsePacket"
  | "sanitizeError"
  | "shouldLookupRetrySettings"
  | "shouldRetryError"
  | "stringifyIO"
  | "taskRunErrorEnhancer"
  | "timeoutError"
>;
