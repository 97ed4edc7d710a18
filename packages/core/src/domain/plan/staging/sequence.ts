import { limits } from '../../../limits.ts';
import type { RecordKey } from '../../../address/RecordKey.ts';
import { twoDigits } from '../../ids/entityKey.ts';

/** What the keys of one sequence have in common: everything but the two digits at their end. */
export function sequencePrefix(key: RecordKey): string {
  return key.slice(0, -2);
}

/** The number that a key of a sequence ends with; 0 when there is no key yet. */
export function lastSequence(last: RecordKey | undefined): number {
  return last === undefined ? 0 : Number(last.slice(-2));
}

/**
 * The key that a planner is going to look at next, after `last` answered for one of the prefixes in its `reads`; undefined when all
 * numbers are taken. Reading it together with the other keys saves a second request.
 *
 * @example
 * candidateKey('perspective#01#', undefined); // 'perspective#01#01'
 */
export function candidateKey(prefix: string, last: RecordKey | undefined): RecordKey | undefined {
  const seq = lastSequence(last) + 1;
  // The prefix is that of a valid key, so the result is one.
  return seq <= limits.maxSequence ? (`${prefix}${twoDigits(seq)}` as RecordKey) : undefined;
}
