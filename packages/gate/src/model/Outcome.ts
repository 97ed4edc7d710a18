import type { Finding } from './Finding.ts';
import type { Exception } from '../read/exceptions.ts';

/** What the gate says of a change. */
export interface Outcome {
  /** What it refuses. */
  readonly findings: readonly Finding[];
  /** What an exception has taken out. */
  readonly excepted: readonly { readonly finding: Finding; readonly exception: Exception }[];
  /** How much it has looked at. */
  readonly seen: {
    readonly traits: number;
    readonly methods: number;
    readonly decisions: number;
    readonly clauses: number;
    readonly proofs: number;
    readonly measurements: number;
  };
  /** What it was compared with, for a person; undefined: with nothing. */
  readonly base: string | undefined;
}
