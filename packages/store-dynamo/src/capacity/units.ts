/*
 * What is charged for an item of a size. Reads and writes:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 * Transactions, which read and write everything twice, to prepare and to commit:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */

const readBlock = 4 * 1024;
const writeBlock = 1024;

/** Units for one read block. */
const perBlock = { eventual: 0.5, consistent: 1, transactional: 2 } as const;

export type ReadKind = keyof typeof perBlock;

/** What is not there is read as if it were one block. */
function blocks(bytes: number, block: number): number {
  return Math.max(1, Math.ceil(bytes / block));
}

/** Units of reading so many bytes: one item, or all items that one page of a query goes through. */
export function readUnits(bytes: number, kind: ReadKind): number {
  return blocks(bytes, readBlock) * perBlock[kind];
}

/**
 * Units of writing one item; of a replaced one the larger size counts, of a deleted one the old, of one that a condition refused what
 * stands there.
 */
export function writeUnits(bytes: number, isTransactional: boolean): number {
  return blocks(bytes, writeBlock) * (isTransactional ? 2 : 1);
}
