/** The most items that Trigger.dev takes in one batch. Source: its documented limits. */
export const BATCH_LIMIT = 1000;

/** The most that the metadata of a run may be, in bytes of JSON. Source: as above. */
export const METADATA_LIMIT = 256 * 1024;

/** The runs that `trigger dev` keeps open at once, those that wait for others included. */
export const DEV_SLOTS = 25;
