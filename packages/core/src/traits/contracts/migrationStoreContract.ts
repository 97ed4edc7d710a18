import type { MigrationPort } from '../MigrationPort.ts';
import type { MigrationStore } from '../MigrationStore.ts';
import type { PartitionStore } from '../PartitionStore.ts';
import type { BackendCalls, TraitContract } from './TraitContract.ts';

const writeErrors = ['outcome_unknown', 'storage_full', 'read_only', 'revision_conflict', 'move_cancelled'] as const;

/*
 * Above the port: a look at a store is its residence, and of a dialogue that has a head one entry: the head where it is a boundary entry, the
 * first one for its logId otherwise. The header of the store is read once, by whichever call comes first, and is not counted. Where a large
 * commit is unfinished, leaving finishes it, and looks again.
 */

/** A look, where it says that something is to be done, and where it says that nothing is. */
const looksOnce = {
  'upon no head': '0',
  'upon a head': '1',
  'upon no head; refused, or there already': '0',
  'upon a head; refused, or there already': '1',
} as const;

const doneOnce = {
  'upon no head': '1',
  'upon a head': '1',
  'upon no head; refused, or there already': '0',
  'upon a head; refused, or there already': '0',
} as const;

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
    location: {
      keys: 'the row of the head by dialogue, and one log entry by its number',
      access: 'point',
      budget: { residence: '1', log: { 'upon no head': '0', 'upon a head': '1' } },
      errors: [],
      clauses: ['MG-STORE-01', 'MG-MOVE-01', 'MG-ANSWER-06'],
      adr: '0046',
    },
    exportEncryptedBatch: {
      keys: 'at most 99 log entries behind a number, or records behind a key, and with the last of them the row of the head',
      access: 'page',
      budget: {
        log: { 'of the log': '1', 'of the records': '0', 'of the last records': '0' },
        exportBatch: { 'of the log': '0', 'of the records': '1', 'of the last records': '1' },
        residence: { 'of the log': '0', 'of the records': '0', 'of the last records': '1' },
      },
      errors: ['invalid_argument'],
      clauses: ['MG-STORE-02', 'MG-MOVE-03', 'MG-PORT-04'],
      adr: '0046',
    },
    importEncryptedBatch: {
      keys: 'the row of the head, and at most 99 log entries and records by key, put under the residence of the move',
      access: 'write',
      budget: { residence: '1', log: looksOnce, writeBatch: doneOnce },
      errors: ['outcome_unknown', 'storage_full', 'read_only', 'limit_exceeded'],
      clauses: ['MG-STORE-03', 'MG-MOVE-03', 'MG-PORT-03'],
      adr: '0046',
    },
    verifyChainContinuity: {
      keys: 'the whole log, and the row of the head',
      access: 'partition',
      budget: {
        residence: '1',
        // Of a page that ends by its bytes, as of `DialogueStore.verify`.
        log: { 'one page': '1', 'several pages': 'ceil(entries / 1000) + ceil(logBytes / 638 KB)' },
      },
      errors: ['dialogue_not_found', 'revision_conflict'],
      clauses: ['MG-CHAIN-01'],
      adr: '0046',
    },
    claim: {
      keys: 'the row of the head, with its residence as the condition',
      access: 'write',
      budget: { residence: '1', log: looksOnce, change: doneOnce },
      errors: [...writeErrors],
      clauses: ['MG-STORE-04', 'MG-MOVE-01', 'MG-MOVE-04', 'MG-MOVE-06'],
      adr: '0046',
    },
    leave: {
      keys: 'the log that was not followed yet, the row of the head, and one log entry put behind it',
      access: 'partition',
      budget: {
        residence: '1',
        log: {
          'one page': '2',
          'several pages': '1 + ceil(entries / 1000) + ceil(logBytes / 638 KB)',
          'there already': '1',
        },
        change: { 'one page': '1', 'several pages': '1', 'there already': '0' },
      },
      errors: [...writeErrors],
      clauses: ['MG-MOVE-01', 'MG-MOVE-02', 'MG-MOVE-07'],
      adr: '0046',
    },
    activate: {
      keys: 'the row of the head, migrate.out by its number, and one log entry put behind it',
      access: 'write',
      budget: {
        residence: '1',
        log: { 'upon no head': '1', 'upon a head': '2', 'there already': '2' },
        change: { 'upon no head': '1', 'upon a head': '1', 'there already': '0' },
      },
      errors: [...writeErrors],
      clauses: ['MG-STORE-05', 'MG-MOVE-01', 'MG-MOVE-02', 'MG-CANCEL-01'],
      adr: '0046',
    },
    abort: {
      keys: 'the row of the head, with its residence as the condition',
      access: 'write',
      budget: { residence: '1', log: looksOnce, change: doneOnce },
      errors: [...writeErrors],
      clauses: ['MG-STORE-06', 'MG-CANCEL-01', 'MG-CANCEL-02'],
      adr: '0046',
    },
    reopen: {
      keys: 'the row of the head, and one log entry put behind migrate.out; the log, where it is looked for there',
      access: 'partition',
      budget: {
        residence: '1',
        log: {
          left: '1',
          'there already, one page': '3',
          'there already, several pages': '2 + ceil(entries / 1000) + ceil(logBytes / 638 KB)',
        },
        change: { left: '1', 'there already, one page': '0', 'there already, several pages': '0' },
      },
      errors: [...writeErrors],
      clauses: ['MG-CANCEL-02', 'MG-CANCEL-03', 'MG-REGISTER-01'],
      adr: '0046',
    },
    purge: {
      keys: 'the row of the head, and all records, 99 at a time, but the log roots',
      access: 'write',
      budget: {
        residence: { 'a retired copy': '3', 'begun already': '2', 'ended already': '1' },
        log: { 'a retired copy': '3', 'begun already': '2', 'ended already': '1' },
        change: { 'a retired copy': '2', 'begun already': '1', 'ended already': '0' },
        // A page that ends by its 3 MiB had no room for the next record, of at most 300 KiB and what stands around it.
        exportBatch: {
          'a retired copy': '1 + ceil(changes / 99) + ceil(bytesWritten / 1 MB)',
          'begun already': '1 + ceil(changes / 99) + ceil(bytesWritten / 1 MB)',
          'ended already': '0',
        },
        writeBatch: {
          'a retired copy': 'ceil(changes / 99)',
          'begun already': 'ceil(changes / 99)',
          'ended already': '0',
        },
      },
      errors: [...writeErrors],
      clauses: ['MG-PURGE-01', 'MG-PURGE-02'],
      adr: '0046',
    },
  },
};
