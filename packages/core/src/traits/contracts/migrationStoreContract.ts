import type { MigrationPort } from '../MigrationPort.ts';
import type { MigrationStore } from '../MigrationStore.ts';
import type { PartitionStore } from '../PartitionStore.ts';
import type { BackendCalls, TraitContract } from './TraitContract.ts';

const writeErrors = ['outcome_unknown', 'storage_full', 'read_only', 'revision_conflict', 'move_cancelled'] as const;

/** Of a page that ends by its bytes, as of `DialogueStore.verify`. */
const wholeLog = 'ceil(entries / 1000) + ceil(logBytes / 638 KB)';

/*
 * Above the port: a look at a store is its residence, and of a dialogue that has a head one entry: the head where it is a boundary entry, the
 * first one for its logId otherwise. The header of the store is read once, by whichever call comes first, and is not counted.
 */

/** The contract of {@link MigrationStore}, over any port. The clauses are those of `docs/spec/migration.md`. */
export const migrationStoreContract: TraitContract<MigrationStore, BackendCalls<PartitionStore & MigrationPort>> = {
  trait: 'MigrationStore',
  commonErrors: [
    'invalid_dialogue_id',
    'move_refused',
    'store_not_set_up',
    'schema_too_new',
    'integrity_error',
    'backend_unavailable',
    'backend_busy',
    'backend_closed',
    'backend_error',
    'database_corrupt',
  ],
  methods: {
    listPartitions: {
      keys: 'the dialogues of which anything is stored, a page of them behind a cursor; for whole stores only',
      access: 'scan',
      budget: { listPartitions: '1' },
      errors: ['invalid_argument'],
      clauses: ['MG-PORT-07'],
      adr: '0044',
    },
    location: {
      keys: 'the row of the head by dialogue, and one log entry by its number',
      access: 'point',
      budget: { residence: '1', log: '1' },
      errors: [],
      clauses: ['MG-MOVE-01', 'MG-ANSWER-06'],
      adr: '0044',
    },
    exportEncryptedBatch: {
      keys: 'at most 99 log entries behind a number, or records behind a key, and with the last of them the row of the head',
      access: 'page',
      budget: {
        log: { 'of the log': '1', 'of the records': '0' },
        exportBatch: { 'of the log': '0', 'of the records': '1' },
        residence: { 'of the log': '0', 'of the records': '1' },
      },
      errors: ['invalid_argument'],
      clauses: ['MG-MOVE-03', 'MG-PORT-04'],
      adr: '0044',
    },
    importEncryptedBatch: {
      keys: 'at most 99 log entries and records by key, put under the residence of the move',
      access: 'write',
      budget: { residence: '2', log: '2', writeBatch: '1' },
      errors: ['outcome_unknown', 'storage_full', 'read_only', 'limit_exceeded'],
      clauses: ['MG-MOVE-03', 'MG-PORT-03'],
      adr: '0044',
    },
    verifyChainContinuity: {
      keys: 'the whole log, and the row of the head',
      access: 'partition',
      budget: { residence: '1', log: wholeLog },
      errors: ['dialogue_not_found', 'revision_conflict'],
      clauses: ['MG-CHAIN-01'],
      adr: '0044',
    },
    claim: {
      keys: 'the row of the head, with its residence as the condition',
      access: 'write',
      budget: { residence: '2', log: '2', change: '1' },
      errors: [...writeErrors],
      clauses: ['MG-MOVE-01', 'MG-MOVE-04', 'MG-MOVE-06'],
      adr: '0044',
    },
    leave: {
      keys: 'the log that was not followed yet, the row of the head, and one log entry put behind it',
      access: 'partition',
      budget: { residence: '1', log: '1 + ceil(entries / 1000) + ceil(logBytes / 638 KB)', change: '1' },
      errors: [...writeErrors],
      clauses: ['MG-MOVE-01', 'MG-MOVE-02', 'MG-MOVE-07'],
      adr: '0044',
    },
    activate: {
      keys: 'the row of the head, one log entry put behind migrate.out',
      access: 'write',
      budget: { residence: '1', log: '2', change: '1' },
      errors: [...writeErrors],
      clauses: ['MG-MOVE-01', 'MG-MOVE-02', 'MG-CANCEL-01'],
      adr: '0044',
    },
    abort: {
      keys: 'the row of the head, with its residence as the condition',
      access: 'write',
      budget: { residence: '2', log: '2', change: '1' },
      errors: [...writeErrors],
      clauses: ['MG-CANCEL-01', 'MG-CANCEL-02'],
      adr: '0044',
    },
    reopen: {
      keys: 'the row of the head, one log entry put behind migrate.out',
      access: 'write',
      budget: { residence: '1', log: '1', change: '1' },
      errors: [...writeErrors],
      clauses: ['MG-CANCEL-02', 'MG-CANCEL-03', 'MG-REGISTER-01'],
      adr: '0044',
    },
    purge: {
      keys: 'the row of the head, and all records, 99 at a time, but the log roots',
      access: 'write',
      budget: {
        residence: '3',
        log: '3',
        change: '2',
        // A page that ends by its 3 MiB had no room for the next record, of at most 300 KiB and what stands around it.
        exportBatch: '1 + ceil(changes / 99) + ceil(bytesWritten / 1 MB)',
        writeBatch: 'ceil(changes / 99)',
      },
      errors: [...writeErrors],
      clauses: ['MG-PURGE-01', 'MG-PURGE-02'],
      adr: '0044',
    },
  },
};
