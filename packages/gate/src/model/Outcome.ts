import type { Exception } from '../read/exceptions.ts';
import type { Finding } from './Finding.ts';

/** A finding that an exception takes out. */
export interface Excepted {
  readonly finding: Finding;
  readonly exception: Exception;
}

/** What one check came to: what every format renders. */
export interface Outcome {
  /** In the order in which they are shown. */
  readonly findings: readonly Finding[];
  readonly excepted: readonly Excepted[];
  /** How much was looked at, so that a reader sees when it was too little. */
  readonly seen: {
    readonly traits: number;
    readonly methods: number;
    readonly decisions: number;
    readonly clauses: number;
    readonly proofs: number;
    readonly measurements: number;
  };
  /** What it was compared with, as a person calls it; undefined when it was compared with nothing. */
  readonly base: string | undefined;
}
