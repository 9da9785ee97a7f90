import { Refused } from "../platform/refused.js";

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A request's body, checked by the platform's own schema. */
export function parseBody<T>(schema: Schema<T>, text: string): T {
  return check(schema, text === "" ? {} : parseJson(text));
}

export function check<T>(schema: Schema<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`);
  throw new Refused(`Invalid request body: ${issues.join("; ")}`, 400);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("Invalid request body: it is not JSON", 400);
  }
}
