import type { Place } from './Place.ts';

/** Which rules a trait is under. */
export type TraitKind =
  /** One dialogue per call: every rule. */
  | 'partition'
  /** Questions across dialogues: no rule of scope but that of foreign types; budgets may be of class `index`. */
  | 'analytics'
  /** Beside the partitions (keys, the header of a store, administration): as analytics, with class `scan` in the place of `index`. */
  | 'service';

/** An exported interface, as the compiler sees it: inherited members are members. */
export interface Trait {
  readonly name: string;
  readonly kind: TraitKind;
  readonly place: Place;
  readonly methods: readonly Method[];
  /** Members that are no plain methods. */
  readonly oddMembers: readonly OddMember[];
}

/** A member that no rule about methods can judge. */
export interface OddMember {
  readonly name: string;
  readonly place: Place;
  /** What it is: `an optional method`, `2 overloads`, `an index signature`, `a call signature`, `of type any`. */
  readonly what: string;
}

/** A method of a trait, with what the compiler knows of it. */
export interface Method {
  readonly trait: string;
  readonly name: string;
  readonly place: Place;
  /** As written, comments left out: `id: DialogueId`, `options?: CallOptions`. */
  readonly parameters: readonly string[];
  /** As written: `Promise<ScopedHead | undefined>`. */
  readonly result: string;
  /** Why the first parameter is not the dialogue id, or undefined when it is. */
  readonly notTheDialogue: Remark | undefined;
  /** Why the result is not scoped, or undefined when it is. */
  readonly notScoped: Remark | undefined;
  /** What lets one call speak of several dialogues. */
  readonly moreDialogues: readonly Remark[];
  /** Types of packages, and words of a storage engine, anywhere in what the signature reaches. */
  readonly foreign: readonly Remark[];
  /**
   * SHA-256 (64 lowercase hexadecimal digits) of the signature and of every declaration of the project that it reaches, without comments, layout and the names of
   * parameters. Two methods with the same shape are the same to a caller.
   */
  readonly shape: string;
}

/** Something the compiler saw, and where. */
export interface Remark {
  readonly message: string;
  readonly place: Place;
}
