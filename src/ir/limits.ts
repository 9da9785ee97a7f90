/** The most items that Trigger.dev takes in one batch. Source: its documented limits. */
export const BATCH_LIMIT = 1000;
