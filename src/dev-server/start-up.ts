import { CliFailure } from "./cli-failure.js";
import type { CliOutput } from "./cli-output.js";

/** Time limits, in milliseconds: until it asks who it is, and from there until it has registered the tasks. */
export interface StartUpLimits {
  readonly logIn: number;
  readonly register: number;
}

/** Seconds on a quiet machine, of which the build and the indexing of the project are most. */
export const DEFAULT_LIMITS: StartUpLimits = { logIn: 60_000, register: 180_000 };

/** The command line waits for a changed file after these, and flowgen would wait with it. */
const GIVEN_UP = /Build failed|No tasks exported|Skill bundling failed/;
/** It refuses to start without one, with a stack and no advice. */
const NO_LOCKFILE = /No lockfile found/;
const LOCKFILE_ADVICE = "`trigger dev` needs the lockfile of a package manager: run `npm install` in the project once.";

/** The first minutes of a command line: told what happens, it settles when the worker is ready or will not be. */
export class StartUp {
  readonly ready: Promise<void>;
  readonly #output: CliOutput;
  readonly #limits: StartUpLimits;
  #settle: () => void = () => {};
  #reject: (failure: CliFailure) => void = () => {};
  #timer: NodeJS.Timeout;

  constructor(output: CliOutput, limits: StartUpLimits) {
    this.#output = output;
    this.#limits = limits;
    this.ready = new Promise((settle, reject) => {
      this.#settle = settle;
      this.#reject = reject;
    });
    this.#timer = this.#limit(limits.logIn, "did not start");
  }

  readonly loggedIn = (): void => {
    clearTimeout(this.#timer);
    this.#timer = this.#limit(this.#limits.register, "did not register the project's tasks");
  };

  readonly registered = (): void => {
    clearTimeout(this.#timer);
    this.#settle();
  };

  readonly printed = (text: string): void => {
    if (GIVEN_UP.test(text)) this.#fail("could not build the project's tasks.");
  };

  readonly ended = (how: string): void => {
    this.#fail(`ended before the project's tasks were registered (${how}).`);
  };

  #limit(milliseconds: number, what: string): NodeJS.Timeout {
    return setTimeout(() => this.#fail(`${what} within ${milliseconds / 1_000} s.`), milliseconds);
  }

  #fail(what: string): void {
    clearTimeout(this.#timer);
    const printed = this.#output.tail;
    const advice = NO_LOCKFILE.test(printed) ? `\n${LOCKFILE_ADVICE}` : "";
    this.#reject(new CliFailure(`\`trigger dev\` ${what}${printed === "" ? "" : ` It said:\n${printed}`}${advice}`));
  }
}
