/** Node name to the names of the nodes it waits for. */
export type Dependencies = Readonly<Record<string, readonly string[]>>;

/** The names that `Name` depends on. */
export type DependenciesOf<D, Name> = Name extends keyof D
  ? D[Name] extends readonly (infer On extends string)[]
    ? On
    : never
  : never;

/** The names of the nodes that depend on others. */
export type Dependent<D> = { [Name in keyof D]: D[Name] extends readonly [] ? never : Name }[keyof D];

/** Only nodes may depend, only on nodes, and none on itself. Names that code computes are left to the build. */
export type Known<D extends Dependencies, Names extends string> = {
  readonly [Name in keyof D]: string extends Name
    ? readonly string[]
    : Name extends Names
      ? readonly (string extends D[Name][number] ? string : Exclude<Names, Name>)[]
      : never;
};
