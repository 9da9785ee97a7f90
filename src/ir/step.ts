import type { Mapper, Schema } from "./flow.js";
import type { RunOptions } from "./options.js";
import type { Span } from "./source.js";

/** What a step or node runs: another definition, or a task of a registry. */
export type Target =
  | { readonly kind: "definition"; readonly id: string; readonly name: string; readonly span: Span }
  | { readonly kind: "task"; readonly taskName: string; readonly span: Span };

interface AnyStep {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Whether it runs; always, if there is none. */
  readonly when: Mapper | undefined;
}

/** A task or a definition, run once, once per item, or in rounds. */
export interface RunStep extends AnyStep {
  readonly kind: "run";
  readonly target: Target;
  readonly forEach: ForEach | undefined;
  readonly repeat: Repeat | undefined;
  /** Trigger.dev's options for its runs. */
  readonly options: RunOptions | undefined;
  /** What stands in for the output of a run that failed. */
  readonly fallback: Mapper | undefined;
  readonly inputMapper: Mapper | undefined;
  readonly compensate: Compensate | undefined;
}

/** A task that undoes what a run did, where what comes after it fails. Without a mapper it is given the run's output. */
export interface Compensate {
  readonly target: Target & { readonly kind: "task" };
  readonly inputMapper: Mapper | undefined;
  readonly span: Span;
}

export interface ForEach {
  readonly list: Mapper;
  /** How many items run at a time. */
  readonly concurrency: number | undefined;
  readonly onItemFailure: "halt" | "collect";
}

/** Rounds, until one has returned what was waited for. */
export interface Repeat {
  readonly until: Mapper;
  readonly maxTimes: number;
  readonly delay: Period | undefined;
}

/** So many seconds, minutes, hours or days. */
export interface Period {
  readonly unit: string;
  readonly amount: number;
}

/** What is done in the parent's own run. */
export interface TransformStep extends AnyStep {
  readonly kind: "transform";
  readonly transform: Mapper;
}

/** One of several definitions, chosen by a literal. */
export interface BranchStep extends AnyStep {
  readonly kind: "branch";
  readonly on: Mapper;
  readonly cases: readonly (BranchCase & { readonly literal: string | number; readonly literalSpan: Span })[];
  readonly otherwise: BranchCase | undefined;
  readonly compensate: Compensate | undefined;
}

export interface BranchCase {
  readonly target: Target;
  readonly span: Span;
  readonly inputMapper: Mapper | undefined;
}

/** A wait, which passes on what came before. */
export interface WaitStep extends AnyStep {
  readonly kind: "wait";
  readonly until: Period | Mapper;
}

/** A wait for someone's answer. */
export interface ApprovalStep extends AnyStep {
  readonly kind: "approval";
  readonly timeout: string;
  readonly output: Schema;
  readonly notify: { readonly target: Target; readonly inputMapper: Mapper; readonly span: Span } | undefined;
  /** A literal in place of an answer; without it, no answer is a failure. */
  readonly onTimeout: string | undefined;
}

/** One entry of a track. */
export type Step = RunStep | TransformStep | BranchStep | WaitStep | ApprovalStep;

/** What a target is called: the name of a definition, the id of a task. */
export const nameOfTarget = (target: Target): string => (target.kind === "task" ? target.taskName : target.name);

/** What undoes a step, if anything does. */
export const compensateOf = (step: Step): Compensate | undefined =>
  step.kind === "run" || step.kind === "branch" ? step.compensate : undefined;

/** Everything that a step may run. */
export function targetsOf(step: Step): Target[] {
  switch (step.kind) {
    case "run":
      return [step.target];
    case "branch":
      return casesOf(step).map(({ target }) => target);
    case "approval":
      return step.notify ? [step.notify.target] : [];
    case "transform":
    case "wait":
      return [];
  }
}

/** All cases of a branch, the default included. */
export const casesOf = ({ cases, otherwise }: BranchStep): BranchCase[] => [
  ...cases,
  ...(otherwise ? [otherwise] : []),
];

/** All functions of a step. */
export function mappersOf(step: Step): Mapper[] {
  const own = ((): (Mapper | undefined)[] => {
    switch (step.kind) {
      case "run":
        return [step.forEach?.list, step.repeat?.until, step.inputMapper, step.fallback];
      case "transform":
        return [step.transform];
      case "branch":
        return [step.on, ...casesOf(step).map(({ inputMapper }) => inputMapper)];
      case "wait":
        return "unit" in step.until ? [] : [step.until];
      case "approval":
        return [step.notify?.inputMapper];
    }
  })();
  return [step.when, ...own, compensateOf(step)?.inputMapper].filter((mapper) => mapper !== undefined);
}

/** The functions that find what came before among their named arguments. */
export function contextMappersOf(step: Step): Mapper[] {
  const own = step.kind === "run" ? step.fallback : step.kind === "approval" ? step.notify?.inputMapper : undefined;
  return own ? [own] : [];
}

/** Whether something in a step takes the previous output as it is. */
export function passesOn(step: Step): boolean {
  switch (step.kind) {
    case "run":
      return !step.forEach && !step.inputMapper;
    case "transform":
    case "wait":
    case "approval":
      return false;
    case "branch":
      return casesOf(step).some(({ inputMapper }) => !inputMapper);
  }
}
