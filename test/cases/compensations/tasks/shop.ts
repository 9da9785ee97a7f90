import { task } from "@trigger.dev/sdk";

export const reserve = task({
  id: "reserve",
  retry: { maxAttempts: 1 },
  run: async ({ item }: { item: string }) => {
    if (item === "sold out" || item === "gift") throw new Error(`no ${item}`);
    return { id: `reserved ${item}` };
  },
});

export const release = task({ id: "release", run: async (_reserved: { id: string }) => ({}) });

export const charge = task({
  id: "charge",
  retry: { maxAttempts: 1 },
  run: async ({ amount }: { amount: number }) => {
    if (amount > 100) throw new Error("declined");
    return { payment: `paid ${amount}` };
  },
});

export const refund = task({
  id: "refund",
  retry: { maxAttempts: 1 },
  run: async ({ payment }: { payment: string; reason: string }) => {
    if (payment === "paid 13") throw new Error("closed");
    return {};
  },
});

export const ship = task({
  id: "ship",
  retry: { maxAttempts: 1 },
  run: async ({ to }: { to: string }) => {
    if (to === "nowhere") throw new Error("no such place");
    return { parcel: `for ${to}` };
  },
});
