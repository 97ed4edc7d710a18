import { ColloquyError } from '../errors/index.ts';
import type { PageOptions } from '../traits/MigrationPort.ts';

/** Dialogues on a page of `listPartitions`. */
export const listingLimit = 1000;

/**
 * Refuses a page of `listPartitions` that is too small or too large (MG-PORT-07).
 *
 * @throws ColloquyError `invalid_argument`
 *
 * @example
 * requireListing({ limit: 100 });
 */
export function requireListing({ limit }: PageOptions): void {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= listingLimit) return;
  throw new ColloquyError('invalid_argument', `limit is a whole number from 1 to ${listingLimit}.`);
}
