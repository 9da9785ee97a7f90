import { task } from "@trigger.dev/sdk";

interface Order {
  orderId: string;
  amount: number;
}

export const checkStock = task({
  id: "check_stock",
  run: async ({ orderId, amount }: Order) => ({ inStock: amount < 100, warehouse: `warehouse of ${orderId}` }),
});

export const chargeCard = task({ id: "charge_card", run: async ({ orderId }: Order) => ({ receipt: `receipt for ${orderId}` }) });

export const reserve = task({
  id: "reserve",
  run: async ({ orderId, warehouse }: { orderId: string; warehouse: string }) => ({ slot: `${orderId} in ${warehouse}` }),
});

export const ship = task({
  id: "ship",
  run: async ({ slot, receipt }: { slot: string; receipt: string }) => ({ tracking: `${slot}, ${receipt}` }),
});

export const notify = task({ id: "notify", run: async ({ message }: { message: string }) => ({ sent: message !== "" }) });
