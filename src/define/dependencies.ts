/** Node name to the names of the nodes it waits for. */
export type Dependencies = Readonly<Record<string, readonly string[]>>;

/** A node that another waits for, by name; `settled`: whatever becomes of it. */
export type Dependency = string | { readonly settled: string };

/** Node name to the nodes it waits for. */
export type TrackDependencies = Readonly<Record<string, readonly Dependency[]>>;

/** The names that `Name` depends on. */
export type DependenciesOf<D, Name> = Extract<DependencyOf<D, Name>, string>;

/** The names of the nodes that `Name` waits for, whatever becomes of them. */
export type SettledOf<D, Name> =
  DependencyOf<D, Name> extends infer On
    ? On extends { readonly settled: infer Name }
      ? Name & string
      : never
    : never;

type DependencyOf<D, Name> = Name extends keyof D ? (D[Name] extends readonly (infer On)[] ? On : never) : never;

/** The names of the nodes that depend on others. */
export type Dependent<D> = { [Name in keyof D]: D[Name] extends readonly [] ? never : Name }[keyof D];

// What is right is `unknown` below, and what it should be is said only where it is not: to compare every list with the
// names of all nodes but one would cost the compiler the square of the nodes.

/** Only nodes may depend, only on nodes, and none on itself. Names that code computes are left to the build. */
export type Known<D extends Dependencies, Names extends string> = {
  readonly [Name in keyof D]: string extends Name
    ? readonly string[]
    : Name extends Names
      ? IsAmong<D[Name][number], Names, Name> extends true
        ? unknown
        : readonly (string extends D[Name][number] ? string : Exclude<Names, Name>)[]
      : never;
};

/** The same, where a dependency may be `settled`. */
export type KnownDependencies<D extends TrackDependencies, Names extends string> = {
  readonly [Name in keyof D]: string extends Name
    ? readonly Dependency[]
    : Name extends Names
      ? IsAmong<DependenciesOf<D, Name> | SettledOf<D, Name>, Names, Name> extends true
        ? unknown
        : readonly (
            | (string extends D[Name][number] ? string : Exclude<Names, Name>)
            | { readonly settled: string extends SettledOf<D, Name> ? string : Exclude<Names, Name> }
          )[]
      : never;
};

/** Whether all of `Some` are names, and none of them is `Own`. */
type IsAmong<Some, Names, Own> = [Some] extends [Names] ? ([Own] extends [Some] ? false : true) : false;
