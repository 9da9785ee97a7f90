/**
 * The holes of the templates, typed so that every template compiles as it stands. A hole is an identifier, a whole
 * string literal, or a word in a comment or template literal, that begins with `$`. `@each name` in a comment repeats
 * what follows it. Nothing of this file is printed.
 */
import type { Context, IdempotencyKey, Task, TaskRunResult } from "@trigger.dev/sdk";
import type { z } from "zod";
import type { Compensation } from "./compensation.js";
import type { Outcome } from "./graph.js";
import type { progressOf } from "./progress.js";
import type { UndoableOutcome } from "./regions.js";

export type $Task = Task<"$id", $Payload, { done: boolean }>;
export type $Region = Task<"$id", $Payload, Outcome<{ $outputs: unknown }>>;
/** A task or a region. */
export type $Member = $Region;
export type $Tasks = $Task | $Region;
export type $Payload = { hole: string };

export declare const $payload: $Payload;
export declare const $flow: { run: string };
export declare const $schema: z.ZodType<$Payload>;
export declare const $items: $Payload[];
export declare const $value: unknown;
export declare const $body: unknown;
export declare const $size: number;
export declare const $taken: { $outputs: unknown };
export declare const $condition: boolean;
export declare const $otherwise: $Output;
export declare const $literal: "literal";
export declare const $choice: "literal";
export type $Output = unknown;
export declare const $amount: number;
export declare const $attempt: TaskRunResult<"$id", $Output>;
export declare const $pulled: TaskRunResult<"$id", Outcome<{ $outputs: unknown }>>;
export declare const $round: number;
export declare const $period: { seconds: number };
export declare const $date: Date;
export declare const $notify: unknown;
export declare const $compensate: unknown;
export declare const $undo: Compensation[];
export declare const $step: string;
export declare const $ctx: Context;
export declare const $run: { id: string };
export declare const $region: TaskRunResult<string, UndoableOutcome<unknown>>;
export declare const $Answer: z.ZodType<$Payload>;
export declare const $target: $Task;
export declare const $key: IdempotencyKey | string;
export declare const $keyOf: (input: $Payload, name: string) => Promise<IdempotencyKey>;
export declare const $input: $Payload;
export type $Progress = { $node: { state: string } };
export declare const $progress: ReturnType<typeof progressOf>;
/** Spread, it stands for a property of an object. */
export declare const $option: object;
