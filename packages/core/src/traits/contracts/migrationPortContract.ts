import type { MigrationPort } from '../MigrationPort.ts';
import type { PartitionBudget, TraitContract } from './TraitContract.ts';

const writeErrors = ['outcome_unknown', 'storage_full', 'read_only'] as const;

/** The contract of {@link MigrationPort}. The clauses are those of `docs/spec/migration.md`. */
export const migrationPortContract: TraitContract<MigrationPort, PartitionBudget> = {
  trait: 'MigrationPort',
  commonErrors: ['backend_unavailable', 'backend_busy', 'backend_closed', 'backend_error', 'database_corrupt'],
  methods: {
    residence: {
      keys: 'the row of the head by dialogue',
      access: 'point',
      budget: { sqlStatements: '1', dynamoRequests: '1' },
      errors: [],
      clauses: ['MG-PORT-01', 'MG-PORT-05'],
      adr: '0041',
    },
    change: {
      keys: 'the row of the head, with all of its residence and its head as the condition; at most one log entry by its number, and entry 1',
      access: 'write',
      budget: {
        sqlStatements: {
          'with an entry': '4',
          'a claim upon no row': '3',
          'a head stays': '2',
          'with an entry; refused, or there already': '2',
          'a claim; refused, or there already': '2',
          'a head stays; refused, or there already': '2',
        },
        dynamoRequests: {
          'with an entry': '1',
          'a claim upon no row': '1',
          // It is read first, and put again with its header as it was.
          'a head stays': '2',
          'with an entry; refused, or there already': '2',
          'a claim; refused, or there already': '2',
          'a head stays; refused, or there already': '1',
        },
      },
      errors: [...writeErrors, 'invalid_argument'],
      clauses: ['MG-STATE-01', 'MG-STATE-02', 'MG-STATE-03', 'MG-PORT-02', 'MG-PORT-05', 'MG-PORT-06', 'MG-PORT-08'],
      adr: '0041',
    },
    exportBatch: {
      keys: 'the records behind a key, at most 99 and 3 MiB, in key order',
      access: 'page',
      budget: { sqlStatements: '1', dynamoRequests: '1' },
      errors: [],
      clauses: ['MG-PORT-04', 'MG-PORT-05'],
      adr: '0041',
    },
    writeBatch: {
      keys: 'at most 99 log entries and records by key, put or removed, with the residence in the row of the head as the condition',
      access: 'write',
      budget: {
        sqlStatements: { written: '1 + changes + removals', 'not written': '2' },
        dynamoRequests: { written: '1', 'not written': '1' },
      },
      errors: [...writeErrors, 'limit_exceeded'],
      clauses: ['MG-PORT-03', 'MG-PORT-05', 'MG-PORT-06', 'MG-PORT-08'],
      adr: '0041',
    },
    listPartitions: {
      keys: 'the dialogues of which anything is stored, a page of them behind a cursor; for whole stores only',
      access: 'scan',
      // Of the whole list as many as the store has megabytes, or pages.
      budget: { sqlStatements: '1', dynamoRequests: '1' },
      errors: ['invalid_argument'],
      clauses: ['MG-PORT-05', 'MG-PORT-07'],
      adr: '0041',
    },
  },
};
