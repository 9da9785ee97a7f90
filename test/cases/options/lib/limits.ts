import { concurrencyLimit, queue } from "@trigger.dev/sdk";

export const mediaQueue = queue({ name: "media" });
export const speechLimit = concurrencyLimit({ name: "speech", perKey: 2 });
