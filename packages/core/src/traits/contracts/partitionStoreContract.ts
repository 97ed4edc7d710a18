import type { PartitionStore } from '../PartitionStore.ts';
import type { PartitionBudget, TraitContract } from './TraitContract.ts';

/** The contract of {@link PartitionStore}. The clauses are those of `docs/spec/partition-store.md`. */
export const partitionStoreContract: TraitContract<PartitionStore, PartitionBudget> = {
  trait: 'PartitionStore',
  commonErrors: ['backend_unavailable', 'backend_busy', 'backend_closed', 'backend_error', 'database_corrupt'],
  methods: {
    head: {
      access: 'one item by dialogue',
      budget: { sqlStatements: '1', dynamoRequests: '1 GetItem, consistent' },
      errors: [],
      clauses: ['PS-HEAD-01', 'PS-HEAD-02', 'PS-HEAD-03', 'PS-SCOPE-01', 'PS-SCOPE-02'],
      adr: '0012',
    },
    get: {
      access: 'the head and at most 97 records by key, as one state',
      budget: { sqlStatements: '2 in one read transaction, or 1', dynamoRequests: '1 TransactGetItems' },
      errors: ['integrity_error'],
      clauses: ['PS-GET-01', 'PS-GET-02', 'PS-GET-03', 'PS-GET-04', 'PS-GET-05', 'PS-LARGE-07'],
      adr: '0012',
    },
    last: {
      access: 'the greatest key under a prefix',
      budget: { sqlStatements: '1', dynamoRequests: '1 Query, reversed, limit 1' },
      errors: [],
      clauses: ['PS-LAST-01', 'PS-LAST-02', 'PS-LAST-03', 'PS-ORDER-01'],
      adr: '0012',
    },
    load: {
      access: 'the whole partition in key order',
      budget: {
        sqlStatements: '2 in one read transaction, or 1',
        dynamoRequests: 'ceil(bytes / 1 MB) Queries, consistent; what a pending commit needs comes on top',
      },
      errors: ['integrity_error'],
      clauses: ['PS-LOAD-01', 'PS-LOAD-02', 'PS-LOAD-03', 'PS-LOAD-04', 'PS-LARGE-07'],
      adr: '0012',
    },
    log: {
      access: 'log entries by number, ascending, one page',
      budget: {
        sqlStatements: '1',
        dynamoRequests: '1 Query, consistent; 1 TransactGetItems where it ends before what was asked for',
      },
      errors: [],
      clauses: ['PS-LOG-01', 'PS-LOG-02', 'PS-LOG-03', 'PS-LOG-04'],
      adr: '0012',
    },
    commit: {
      access: 'one log entry, the head, at most 1 000 records and 1 000 conditions',
      budget: {
        sqlStatements: '1 transaction: 2 + changes with their conditions + checks',
        dynamoRequests:
          '1 TransactWriteItems; beyond 100 items 1 + ceil(conditions / 97) TransactGetItems, 1 + ceil(records / 99) TransactWriteItems, 1 PutItem, ceil(chunks / 25) BatchWriteItems, 1 Query',
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
      access: 'the head and what a large commit left to do',
      budget: {
        sqlStatements: '1',
        dynamoRequests: '2 GetItems, 1 Query; with a pending commit as a large commit from its records on',
      },
      errors: ['read_only'],
      clauses: ['PS-LARGE-03', 'PS-LARGE-04', 'PS-LARGE-06'],
      adr: '0012',
    },
  },
};
