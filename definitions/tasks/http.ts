import { AbortTaskRunError } from "@trigger.dev/sdk";

/** Client errors that the same request may outlive: timeout, too early, too many requests. */
const PASSING = new Set([408, 425, 429]);

/**
 * Passes a good response on. An answer no retry can mend (a wrong key, a missing file) ends the run at once; any other
 * is an ordinary error, for the task's `retry` to deal with.
 */
export async function checked(response: Response, service: string): Promise<Response> {
  if (response.ok) return response;
  const message = `${service} answered ${response.status}: ${(await response.text()).slice(0, 500)}`;
  const hopeless = response.status < 500 && !PASSING.has(response.status);
  throw hopeless ? new AbortTaskRunError(message) : new Error(message);
}
