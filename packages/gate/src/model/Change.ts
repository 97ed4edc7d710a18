import type { ClauseIndex } from '../read/clauses.ts';
import type { Exception } from '../read/exceptions.ts';
import type { Proof } from './Proof.ts';
import type { Side } from './Side.ts';

/** Everything that the rules judge: what is proposed, what it is proposed against, and what was proved of it. */
export interface Change {
  readonly head: Side;
  /** Undefined: there is no base to compare with, or the base has no gate. */
  readonly base: Side | undefined;
  readonly clauses: ClauseIndex;
  readonly proofs: readonly Proof[];
  readonly exceptions: readonly Exception[];
  /** `YYYY-MM-DD`: exceptions expire by it. */
  readonly today: string;
}
