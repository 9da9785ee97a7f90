import type { Server as HttpServer } from "node:http";

export interface Notifications {
  /** Tells the command line to look at a run. */
  readonly notify: (runId: string) => void;
  readonly close: () => Promise<void>;
}

export interface NotificationListeners {
  /** The command line has no more use for news of these runs: it has put them away. */
  readonly onReleased: (runIds: readonly string[]) => void;
  readonly onDisconnected: () => void;
}

/** The Socket.IO namespace that `trigger dev` listens to. The package is loaded here: nothing else needs it. */
export async function openNotifications(server: HttpServer, listeners: NotificationListeners): Promise<Notifications> {
  const { Server } = await import("socket.io");
  const io = new Server(server, { transports: ["websocket"], serveClient: false });
  const namespace = io.of("/dev-worker");
  namespace.on("connection", (socket) => {
    socket.on("run:unsubscribe", (message: unknown) => listeners.onReleased(runIdsOf(message)));
    socket.on("disconnect", () => listeners.onDisconnected());
  });
  return {
    notify: (runId) => namespace.emit("run:notify", { version: "1", run: { friendlyId: runId } }),
    close: async () => {
      await io.close();
    },
  };
}

/** `{ version: "1", runFriendlyIds: string[] }`, for which the protocol has no schema. */
function runIdsOf(message: unknown): readonly string[] {
  if (typeof message !== "object" || message === null || !("runFriendlyIds" in message)) return [];
  return Array.isArray(message.runFriendlyIds) ? message.runFriendlyIds.filter((id) => typeof id === "string") : [];
}
