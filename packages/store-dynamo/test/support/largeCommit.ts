import { limits } from '@colloquy/core';
import { transactionLimit } from '../../src/index.ts';

/** Of a commit that one transaction does not hold. */
export interface LargeCommit {
  readonly records: number;
  readonly checks: number;
  readonly chunks: number;
}

/** Requests that a large commit makes when nobody is in the way: the one formula of tests and README. */
export function largeCommitRequests({ records, checks, chunks }: LargeCommit): Readonly<Record<string, number>> {
  const conditions = Math.ceil((records + checks) / limits.getKeys);
  const batches = Math.ceil(records / (transactionLimit - 1));
  return {
    // Entry and head, then the conditions with the head each time.
    TransactGetItems: 1 + conditions,
    // Head, entry and chunks; the records, each time under a check of the head.
    TransactWriteItems: 1 + batches,
    // The head without its mark.
    PutItem: 1,
    // The chunks go, 25 at a time.
    BatchWriteItem: Math.ceil(chunks / 25),
    // What others may have left is looked for.
    Query: 1,
  };
}
