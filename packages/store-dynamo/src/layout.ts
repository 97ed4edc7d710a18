import { secondaryIndexes } from './indexes.ts';
import { partitionKey, sortKey } from './items.ts';
import { transactionLimit } from './table.ts';

/**
 * How the table is laid out, for people who write their own infrastructure: templates, policies, alarms, exports. What is here changes
 * only with a new form of the table. To read or write dialogues, use the store.
 *
 * @example
 * const pk = `${tableLayout.partitions.log}nvidia-analysis`; // the log of one dialogue
 */
export const tableLayout = {
  /** Names of the two key attributes. Both are texts. */
  partitionKey,
  sortKey,
  /**
   * Partition keys. Those that end in `#` are followed by a dialogue id, which is of `[a-z0-9-]`; the store header has the one
   * partition `store`.
   */
  partitions: { dialogue: 'dialogue#', log: 'log#', redo: 'redo#', storeHeader: 'store' },
  /** Sort keys that are always the same: the head in its dialogue's partition, below every record, and the store header. */
  sortKeys: { head: '#head', storeHeader: 'header' },
  /** The indexes, by what they list; with the names of their key attributes, and what they hold besides keys. */
  indexes: secondaryIndexes,
  /** Items of the greatest transaction: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
  transactionLimit,
  /**
   * Bytes, about, of the records in one redo chunk of a large commit: below the 400 KB of an item
   * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html).
   */
  redoChunkBytes: 350 * 1024,
} as const;
