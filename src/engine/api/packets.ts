import type { Packet } from "../records.js";
import { Refused } from "../platform/refused.js";
import { Text, type Route } from "./route.js";

/** Large payloads and outputs, which the SDK puts into an object store beside the API. */
export class Packets {
  readonly #stored = new Map<string, Packet>();

  put(name: string, packet: Packet): void {
    this.#stored.set(name, packet);
  }

  get(name: string): Packet {
    const packet = this.#stored.get(name);
    if (!packet) throw new Refused(`Packet ${name} not found`, 404);
    return packet;
  }

  /** The packet itself, where another one only names it. */
  read = (packet: Packet): Packet =>
    packet.dataType === "application/store" && packet.data !== undefined ? this.get(packet.data) : packet;

  clear(): void {
    this.#stored.clear();
  }
}

const urlOf = (apiUrl: string, name: string): string => `${apiUrl}/packets/${encodeURIComponent(name)}`;

export const packetRoutes: readonly Route[] = [
  {
    method: "PUT",
    path: "/api/v2/packets/*",
    answer: ({ params: [name = ""] }, { apiUrl }) => ({
      body: { presignedUrl: urlOf(apiUrl(), name), storagePath: name },
    }),
  },
  {
    method: "PUT",
    path: "/api/v1/packets/*",
    answer: ({ params: [name = ""] }, { apiUrl }) => ({ body: { presignedUrl: urlOf(apiUrl(), name) } }),
  },
  {
    method: "GET",
    path: "/api/v1/packets/*",
    answer: ({ params: [name = ""] }, { apiUrl }) => ({ body: { presignedUrl: urlOf(apiUrl(), name) } }),
  },
  {
    method: "GET",
    path: "/api/v1/runs/:/packets/:",
    answer: ({ params: [runId = "", field = ""] }, { platform, apiUrl }) => {
      const run = platform.run(runId);
      const name = (field === "output" ? run.output : run.payload)?.data;
      if (name === undefined) throw new Refused("Packet not found", 404);
      return { body: { presignedUrl: urlOf(apiUrl(), name) } };
    },
  },
  {
    method: "PUT",
    path: "/packets/*",
    answer: ({ params: [name = ""], body, contentType = "application/json" }, { packets }) => {
      packets.put(name, { data: body, dataType: contentType });
      return { body: {} };
    },
  },
  {
    method: "GET",
    path: "/packets/*",
    answer: ({ params: [name = ""] }, { packets }) => {
      const { data = "", dataType } = packets.get(name);
      return { body: new Text(data, dataType) };
    },
  },
];
