export const prefix = "page";
export const ids = { fetch: "fetch-page" } as const;
export enum Ids {
  Store = "store-page",
}
