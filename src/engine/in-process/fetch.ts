import { webcrypto } from "node:crypto";
import type { Router } from "../api/router.js";
import { asRequest, scopes, type Scope } from "./scope.js";

/** Subscriptions: where one fails, the SDK keeps the error to itself, and whoever reads from it would wait for ever. */
const SUBSCRIPTION = /^\/realtime\//;

/**
 * Answers requests to the engine's API in this thread, without a socket. All other requests go their way. The attempt
 * that subscribes to something is given up.
 */
export function installFetch(apiUrl: string, router: Router, giveUp: (scope: Scope, message: string) => void): void {
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
    if (!url.startsWith(`${apiUrl}/`)) return await realFetch(input, init);
    const scope = scopes.getStore();
    if (scope?.isEnded) return await new Promise<never>(() => undefined);
    return await asRequest(async () => {
      const { method, headers, text } = await partsOf(input, init);
      const path = url.slice(apiUrl.length);
      if (scope && SUBSCRIPTION.test(path)) {
        giveUp(scope, `flowgen's local engine does not emulate ${method} ${path.replace(/\?.*/, "")}.`);
      }
      const contentType = headers.get("content-type") ?? undefined;
      const answer = await router({ method, url: path, contentType, body: text });
      if (scope?.isEnded) return await new Promise<never>(() => undefined);
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
    });
  };
}

async function partsOf(input: Parameters<typeof fetch>[0], init: RequestInit | undefined) {
  if (input instanceof Request) {
    const request = new Request(input, init);
    return { method: request.method, headers: request.headers, text: await request.text() };
  }
  const body = init?.body;
  const text = typeof body === "string" ? body : body ? await new Response(body).text() : "";
  return { method: init?.method ?? "GET", headers: new Headers(init?.headers), text };
}

/** Keys are hashed beside the thread: a run that hashes one is about to make a request. */
export function countHashing(): void {
  const { subtle } = webcrypto;
  const digest = subtle.digest.bind(subtle);
  subtle.digest = (algorithm, data) => asRequest(() => digest(algorithm, data));
}
