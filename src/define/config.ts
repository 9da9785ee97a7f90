/** What `flowgen.config.ts` exports as its default. Paths are relative to the folder of the project. */
export interface FlowgenConfig {
  /** Where the definitions are: folders or globs. Default: `"definitions"`. */
  readonly definitions?: string | readonly string[];
  /** The folder that generated files go to. Default: `"generated"`. */
  readonly output?: string;
  /** The tsconfig that definitions and generated code are checked under. Default: the nearest `tsconfig.json`. */
  readonly tsconfig?: string;
  /** How graphs are scheduled that do not say so themselves: see `schedule` of an orchestrator. Default: `"eager"`. */
  readonly schedule?: "eager" | "waves";
  /** How long evaluating the definitions may take, in seconds. Default: 10. */
  readonly timeLimit?: number;
}

/** Returns `config` as it is: for completion and checking in `flowgen.config.ts`. */
export function defineConfig(config: FlowgenConfig): FlowgenConfig {
  return config;
}
