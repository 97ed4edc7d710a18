import type { PartitionStore } from '../PartitionStore.ts';
import type { PartitionBudget, TraitContract } from './TraitContract.ts';

/*
 * Where the numbers come from. Limits of DynamoDB: 100 items a transaction, 4 MB a transactional read, 25 items a batch, 1 MB (2^20
 * bytes) a page of a query (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html). A page ends before
 * the item that it has no room for. A record is an item of at most 312 KB (300 KiB of envelope, 4 KiB of attributes, key and digest),
 * so a page that is followed by another holds more than 736 KB; two redo chunks (350 KiB each) fill one.
 *
 * A `get` of more than 4 MB is divided in halves until each has room: of 97 keys 1, 2, 4 and 8 requests, and 2 more for the one part of
 * 13 records, which may be over 4 MB too.
 */

/** The contract of {@link PartitionStore}. The clauses are those of `docs/spec/partition-store.md`. */
export const partitionStoreContract: TraitContract<PartitionStore, PartitionBudget> = {
  trait: 'PartitionStore',
  commonErrors: ['backend_unavailable', 'backend_busy', 'backend_closed', 'backend_error', 'database_corrupt'],
  methods: {
    head: {
      keys: 'one item by dialogue',
      access: 'point',
      budget: { sqlStatements: '1', dynamoRequests: '1' },
      errors: [],
      clauses: ['PS-HEAD-01', 'PS-HEAD-02', 'PS-HEAD-03', 'PS-SCOPE-01', 'PS-SCOPE-02'],
      adr: '0012',
    },
    get: {
      keys: 'the head and at most 97 records by key, as one state; of a pending commit its chunks by number',
      access: 'keys',
      budget: {
        sqlStatements: '2',
        dynamoRequests: {
          'at most 4 MB': '1',
          'more than 4 MB': '17',
          'at most 4 MB, a large commit pending': '3 + ceil(pendingChanges / 99) + ceil(pendingChunks / 25)',
          'more than 4 MB, a large commit pending': '19 + ceil(pendingChanges / 99) + ceil(pendingChunks / 25)',
        },
      },
      errors: ['integrity_error'],
      clauses: ['PS-GET-01', 'PS-GET-02', 'PS-GET-03', 'PS-GET-04', 'PS-GET-05', 'PS-LARGE-07'],
      adr: '0012',
    },
    last: {
      keys: 'the greatest key under a prefix',
      access: 'point',
      budget: { sqlStatements: '1', dynamoRequests: '1' },
      errors: [],
      clauses: ['PS-LAST-01', 'PS-LAST-02', 'PS-LAST-03', 'PS-ORDER-01'],
      adr: '0012',
    },
    load: {
      keys: 'the whole partition in key order; of a pending commit its chunks by number',
      access: 'partition',
      budget: {
        sqlStatements: '2',
        dynamoRequests: {
          'nothing pending': 'ceil(bytes / 736 KB)',
          'a large commit pending': '2 + ceil(bytes / 736 KB) + ceil(pendingChanges / 99) + ceil(pendingChunks / 25)',
        },
      },
      errors: ['integrity_error'],
      clauses: ['PS-LOAD-01', 'PS-LOAD-02', 'PS-LOAD-03', 'PS-LOAD-04', 'PS-LARGE-07'],
      adr: '0012',
    },
    log: {
      keys: 'log entries by number, ascending, one page; at the end of the log the head and the next number, as one state',
      access: 'page',
      budget: {
        sqlStatements: '1',
        dynamoRequests: { 'as many as asked for, or more to come': '1', 'the log ends before': '2' },
      },
      errors: [],
      clauses: ['PS-LOG-01', 'PS-LOG-02', 'PS-LOG-03', 'PS-LOG-04'],
      adr: '0012',
    },
    commit: {
      keys: 'one log entry, the head, at most 1 000 records and 1 000 conditions; one transaction holds 98 of these, more go through redo chunks',
      access: 'write',
      budget: {
        sqlStatements: '4 + conditions + changes',
        dynamoRequests: {
          'one transaction': '1',
          'refused, or there already': '2 + ceil(conditions / 97)',
          'refused, the conditions on more than 4 MB': '2 + 17 * ceil(conditions / 97)',
          large:
            '4 + ceil(conditions / 97) + ceil(changes / 99) + ceil(chunks / 25) + ceil(orphanChunks / 2) + ceil(orphanChunks / 25)',
          'one transaction, a large commit pending':
            '6 + ceil(conditions / 97) + ceil(pendingChanges / 99) + ceil(pendingChunks / 25)',
          'large, a large commit pending':
            '7 + ceil(conditions / 97) + ceil(changes / 99) + ceil(chunks / 25) + ceil(pendingChanges / 99) + ceil(pendingChunks / 25) + ceil(orphanChunks / 2) + ceil(orphanChunks / 25)',
        },
      },
      errors: ['outcome_unknown', 'storage_full', 'read_only'],
      clauses: [
        'PS-COMMIT-01',
        'PS-COMMIT-02',
        'PS-COMMIT-03',
        'PS-COMMIT-04',
        'PS-COMMIT-05',
        'PS-COMMIT-06',
        'PS-COMMIT-07',
        'PS-COMMIT-08',
        'PS-COMMIT-09',
        'PS-COMMIT-10',
        'PS-COMMIT-11',
        'PS-COMMIT-12',
        'PS-COMMIT-13',
        'PS-DURABLE-01',
        'PS-DURABLE-02',
        'PS-LARGE-01',
        'PS-LARGE-02',
        'PS-LARGE-05',
      ],
      adr: '0012',
    },
    settle: {
      keys: 'the head, and what large commits left to do',
      access: 'write',
      budget: {
        sqlStatements: '1',
        dynamoRequests: {
          'nothing pending': '3 + ceil(orphanChunks / 2) + ceil(orphanChunks / 25)',
          'a large commit pending':
            '5 + ceil(pendingChanges / 99) + ceil(pendingChunks / 25) + ceil(orphanChunks / 2) + ceil(orphanChunks / 25)',
        },
      },
      errors: ['read_only'],
      clauses: ['PS-LARGE-03', 'PS-LARGE-04', 'PS-LARGE-06'],
      adr: '0012',
    },
  },
};
