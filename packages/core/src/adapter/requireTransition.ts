import { ColloquyError } from '../errors/index.ts';
import type { ResidenceChange } from '../traits/MigrationPort.ts';

/**
 * Refuses what is no transition, before anything is asked of the database: an entry at or below the head that it follows, and the end of a
 * residence without the entry that says where the dialogue is.
 *
 * @throws ColloquyError `invalid_argument`
 *
 * @example
 * requireTransition(change);
 */
export function requireTransition({ to, head, entry }: ResidenceChange): void {
  if (to === null && entry === undefined) {
    throw new ColloquyError('invalid_argument', 'A residence ends with an entry: give entry, or another residence.');
  }
  if (entry !== undefined && entry.n <= (head?.n ?? 0)) {
    throw new ColloquyError('invalid_argument', 'The entry of a transition stands above its head.', {
      context: { n: entry.n, head: head?.n ?? 0 },
    });
  }
}
