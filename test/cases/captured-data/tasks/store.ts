import { task } from "@trigger.dev/sdk";

interface Stored {
  key: string;
  value: unknown;
  size: number;
  big?: bigint | undefined;
  flags: boolean[];
}

export const store = task({ id: "store", run: async ({ key, size }: Stored) => ({ key, size }) });

export const logLine = task({ id: "log_line", run: async ({ line }: { line: string }) => ({ line }) });
