import type { ContractRegistry, ModuleRegistry, TaskContracts, TaskTypes } from "../define/contracts.js";
import type { Shown } from "../define/step-output.js";

/**
 * The tasks that a type names, by their ids: every Trigger.dev task among the properties of `Source`, and every
 * contract of a registry among them. So `Source` is the type of a module, or several joined with `&`.
 */
export type TasksOf<Source> = Shown<ModuleRegistry<Source> & RegistriesOf<Source>>;

/** The contracts of all registries that a module exports. */
type RegistriesOf<Source> = Joined<
  {
    [Key in keyof Source]: IsRegistry<Source[Key]> extends true ? ContractRegistry<AsContracts<Source[Key]>> : never;
  }[keyof Source]
>;

type AsContracts<T> = T extends TaskContracts ? T : never;

/** `any` would pass for a registry, and so would an object without properties. */
type IsRegistry<T> = 0 extends 1 & T ? false : T extends TaskContracts ? (keyof T extends never ? false : true) : false;

/** The intersection of the members of a union; of none, an object without properties. */
type Joined<Union> = [Union] extends [never]
  ? unknown
  : (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
    ? All
    : never;

/** Tasks of which nothing is known but that they have ids. */
export type UnknownTasks = Readonly<Record<string, TaskTypes>>;

export type IdOf<Tasks> = keyof Tasks & string;
