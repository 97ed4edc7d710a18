import type { Place } from './Place.ts';

/** A record of a decision. */
export interface Decision {
  /** Four digits. */
  readonly number: string;
  /** The beginning of its file. */
  readonly place: Place;
  readonly title: string;
  readonly status: 'proposed' | 'accepted' | 'rejected' | 'deprecated' | 'superseded';
  /** Number of the record that supersedes this one. */
  readonly supersededBy: string | undefined;
  readonly supersedes: readonly string[];
  readonly methods: readonly AdmittedMethod[];
  /** `Trait.method`, removed or renamed away. */
  readonly removes: readonly string[];
  /** Settings of the configuration that it makes weaker: `traits.PartitionStore.floor`. */
  readonly relaxes: readonly string[];
  /** The eight questions, in order, when it lists methods; none otherwise. */
  readonly questions: readonly Question[];
  /** Where parts stand, by name: `title`, `status`, `supersedes.0012`, `removes.PartitionStore.head`, `relaxes.traits.PartitionStore.floor`. */
  readonly places: Readonly<Record<string, Place>>;
}

/** A method that a decision admits or changes. */
export interface AdmittedMethod {
  /** `Trait.method`. */
  readonly name: string;
  readonly place: Place;
  readonly partitionKey: string | undefined;
  readonly bound: string | undefined;
  /** `required`, or what a backend must have to offer it. */
  readonly capability: string | undefined;
}

/** A question of the gate, and what became of it. */
export interface Question {
  readonly heading: string;
  readonly place: Place;
  /** Why the answer is none, or undefined when it is one. */
  readonly unanswered: string | undefined;
}
