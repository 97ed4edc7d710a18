import type { DialogueStore } from '../DialogueStore.ts';
import type { PartitionStore } from '../PartitionStore.ts';
import type { BackendCalls, TraitContract } from './TraitContract.ts';

const writeErrors = [
  'batch_validation_failed',
  'dialogue_not_found',
  'revision_conflict',
  'outcome_unknown',
  'operation_mismatch',
  'limit_exceeded',
  'storage_full',
  'read_only',
] as const;

const writeClauses = [
  'DS-WRITE-01',
  'DS-WRITE-02',
  'DS-WRITE-04',
  'DS-WRITE-05',
  'DS-BUDGET-01',
  'MG-ANSWER-02',
  'MG-ANSWER-04',
  'MG-ANSWER-06',
] as const;

/*
 * A `get` brings the wrapped keys along, so far as it knows of them: at first those with which the dialogue began. Where the data key was
 * renewed since, the head tells which others there are, and a second `get` has them; where so many keys are looked at that one `get`
 * does not hold the wrapped keys besides, they come first, and it is a third. Of a dialogue without a head the first log entry is asked
 * for, so that a lost head does not look like no dialogue. A head that is a boundary entry is believed by the log below it: one more `log`,
 * once per dialogue and head.
 */

/** Entities by key, in one state. */
const pointRead = {
  get: { usual: '1', 'data key renewed': '2', 'no such dialogue': '1', 'a boundary entry is the head': '1' },
  log: { usual: '0', 'data key renewed': '0', 'no such dialogue': '1', 'a boundary entry is the head': '1' },
} as const;

/** A page of the log, under a verified head. */
const logRead = {
  get: { usual: '1', 'data key renewed': '2', 'no such dialogue': '1', 'a boundary entry is the head': '1' },
  log: { usual: '1', 'data key renewed': '1', 'no such dialogue': '2', 'a boundary entry is the head': '2' },
} as const;

/** All of it. */
const wholeRead = {
  load: '1',
  log: { usual: '0', 'no such dialogue': '1', 'a boundary entry is the head': '1' },
} as const;

/** A write of one entity that looks at a fixed number of others. */
const narrowWrite = {
  get: { usual: '1', 'data key renewed': '2', 'no such dialogue': '1', 'a boundary entry is the head': '1' },
  log: { usual: '0', 'data key renewed': '0', 'no such dialogue': '1', 'a boundary entry is the head': '1' },
  commit: { usual: '1', 'data key renewed': '1', 'no such dialogue': '0', 'a boundary entry is the head': '1' },
} as const;

/** A write of one entity that looks at as many others as its input names: where one `get` does not hold them, all is loaded. */
const wideWrite = {
  get: {
    usual: '1',
    'more than 95 keys': '0',
    'data key renewed': '3',
    'no such dialogue': '1',
    'a boundary entry is the head': '1',
  },
  load: {
    usual: '0',
    'more than 95 keys': '1',
    'data key renewed': '0',
    'no such dialogue': '1',
    'a boundary entry is the head': '0',
  },
  log: {
    usual: '0',
    'more than 95 keys': '0',
    'data key renewed': '0',
    'no such dialogue': '1',
    'a boundary entry is the head': '1',
  },
  commit: {
    usual: '1',
    'more than 95 keys': '1',
    'data key renewed': '1',
    'no such dialogue': '0',
    'a boundary entry is the head': '1',
  },
} as const;

/** The contract of {@link DialogueStore}. The clauses are those of `docs/spec/dialogue-store.md`, `commit-log.md` and `migration.md`. */
export const dialogueStoreContract: TraitContract<DialogueStore, BackendCalls<PartitionStore>> = {
  trait: 'DialogueStore',
  commonErrors: [
    'invalid_dialogue_id',
    'integrity_error',
    'dialogue_moved',
    'dialogue_moving',
    'wrong_key',
    'key_missing',
    'vault_missing',
    'key_unavailable',
    'backend_unavailable',
    'backend_busy',
    'backend_closed',
    'backend_error',
  ],
  methods: {
    create: {
      keys: 'the root, its first event and the wrapped keys, all absent',
      access: 'write',
      budget: {
        get: { usual: '1', 'the id is taken': '2' },
        log: { usual: '1', 'the id is taken': '0' },
        commit: { usual: '1', 'the id is taken': '0' },
      },
      errors: [
        'batch_validation_failed',
        'dialogue_exists',
        'store_retired',
        'revision_conflict',
        'outcome_unknown',
        'operation_mismatch',
        'limit_exceeded',
        'storage_full',
        'read_only',
      ],
      clauses: [...writeClauses, 'CL-WRITE-07'],
      adr: '0043',
    },
    get: {
      keys: 'the root by key',
      access: 'point',
      budget: pointRead,
      errors: [],
      clauses: ['DS-READ-02', 'DS-BUDGET-02', 'CL-READ-06', 'MG-READ-01', 'MG-READ-02', 'MG-ANSWER-03'],
      adr: '0043',
    },
    setDialogueStatus: {
      keys: 'the root and its next event',
      access: 'write',
      budget: narrowWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses, 'DS-WRITE-03'],
      adr: '0043',
    },
    registerExpert: {
      keys: 'one expert by slug',
      access: 'write',
      budget: narrowWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses],
      adr: '0043',
    },
    scoreExpert: {
      keys: 'one expert and one round by key',
      access: 'write',
      budget: narrowWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses],
      adr: '0043',
    },
    createRound: {
      keys: 'the round by number, the root, the experts of its panel',
      access: 'write',
      budget: wideWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses],
      adr: '0043',
    },
    setRoundStatus: {
      keys: 'the round, its next event, the root',
      access: 'write',
      budget: narrowWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses, 'DS-WRITE-03'],
      adr: '0043',
    },
    recordContent: {
      keys: 'one content by round and expert',
      access: 'write',
      budget: narrowWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses],
      adr: '0043',
    },
    registerItem: {
      keys: 'the next item of a round and type, its contributors, its targets',
      access: 'write',
      budget: { last: '1', ...wideWrite },
      errors: [...writeErrors],
      clauses: [...writeClauses, 'DS-WRITE-03'],
      adr: '0043',
    },
    registerMove: {
      keys: 'the next move of a round and expert, its targets',
      access: 'write',
      budget: { last: '1', ...wideWrite },
      errors: [...writeErrors],
      clauses: [...writeClauses],
      adr: '0043',
    },
    addRef: {
      keys: 'one ref by its edge, both ends',
      access: 'write',
      budget: narrowWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses],
      adr: '0043',
    },
    recordVerdict: {
      keys: 'one verdict by id, the entities it names',
      access: 'write',
      budget: wideWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses, 'DS-VERDICT-01'],
      adr: '0043',
    },
    transitionItem: {
      keys: 'one item by display id and its next event',
      access: 'write',
      budget: narrowWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses, 'DS-WRITE-03'],
      adr: '0043',
    },
    commentTension: {
      keys: 'one tension by display id and its next event',
      access: 'write',
      budget: narrowWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses, 'DS-WRITE-03'],
      adr: '0043',
    },
    signalConvergence: {
      keys: 'one move by round and expert, under a fixed number',
      access: 'write',
      budget: narrowWrite,
      errors: [...writeErrors],
      clauses: [...writeClauses, 'DS-SIGNAL-01'],
      adr: '0043',
    },
    registerRound: {
      keys: 'the whole partition; writes at most 1 000 records',
      access: 'write',
      budget: {
        load: '1',
        log: { usual: '0', 'no such dialogue': '1', 'a boundary entry is the head': '1' },
        commit: { usual: '1', 'no such dialogue': '0', 'a boundary entry is the head': '1' },
      },
      errors: [...writeErrors],
      clauses: [
        'DS-ROUND-01',
        'DS-WRITE-01',
        'DS-WRITE-02',
        'DS-WRITE-03',
        'DS-WRITE-04',
        'DS-BUDGET-03',
        'MG-ANSWER-06',
      ],
      adr: '0043',
    },
    importDocument: {
      keys: 'the whole partition; writes at most 998 records or 1.5 MiB a commit',
      access: 'write',
      budget: {
        load: '1',
        log: '1',
        // A commit that ends at 1.5 MiB had no room for the next entity: of at most 300 KiB and 200 bytes, so it holds 1 265 KB or more.
        commit: {
          'at most 998 entities and 1.5 MiB': '1',
          more: 'ceil(entities / 998) + ceil(bytesWritten / 1265 KB)',
        },
      },
      errors: [...writeErrors, 'dialogue_exists', 'store_retired'],
      clauses: ['DS-IMPORT-01', 'DS-IMPORT-02', 'DS-IMPORT-03', 'MG-READ-03', 'MG-ANSWER-06'],
      adr: '0043',
    },
    item: {
      keys: 'one item by display id, and the root',
      access: 'point',
      budget: pointRead,
      errors: ['invalid_argument'],
      clauses: ['DS-READ-02', 'DS-BUDGET-02', 'CL-READ-06', 'MG-READ-01', 'MG-READ-02', 'MG-ANSWER-03'],
      adr: '0043',
    },
    load: {
      keys: 'the whole partition; under concurrent writers the head, the log since and the touched records, each round of catching up',
      access: 'partition',
      budget: wholeRead,
      errors: ['dialogue_not_found', 'revision_conflict'],
      clauses: [
        'DS-READ-01',
        'DS-BUDGET-02',
        'CL-READ-01',
        'CL-READ-02',
        'CL-READ-03',
        'CL-READ-04',
        'CL-READ-05',
        'MG-READ-01',
        'MG-READ-02',
        'MG-ANSWER-03',
      ],
      adr: '0043',
    },
    open: {
      keys: 'the whole partition; its refreshes one head when nothing has changed, otherwise also the log since and the touched records',
      access: 'partition',
      budget: wholeRead,
      errors: ['dialogue_not_found', 'revision_conflict'],
      clauses: ['DS-READ-03', 'DS-BUDGET-02', 'CL-READ-07', 'CL-READ-08', 'MG-READ-01', 'MG-ANSWER-03', 'MG-ANSWER-04'],
      adr: '0043',
    },
    history: {
      keys: 'log entries by number, one page',
      access: 'page',
      budget: logRead,
      errors: ['invalid_argument'],
      clauses: ['DS-HISTORY-01'],
      adr: '0043',
    },
    outcome: {
      keys: 'one log entry by number',
      access: 'point',
      budget: logRead,
      errors: ['invalid_argument'],
      clauses: ['CL-ONCE-03'],
      adr: '0043',
    },
    verify: {
      keys: 'the whole partition and its whole log',
      access: 'partition',
      budget: {
        load: '1',
        // A page that ends by its bytes holds more than 1 MB (2^20 bytes) less one entry, an item of at most 400 KB (2^10 bytes).
        log: { 'one page': '1', 'several pages': 'ceil(entries / 1000) + ceil(logBytes / 638 KB)' },
        head: '1',
      },
      errors: ['dialogue_not_found', 'revision_conflict', 'invalid_argument'],
      clauses: [
        'CL-VERIFY-01',
        'CL-VERIFY-02',
        'CL-VERIFY-03',
        'CL-VERIFY-04',
        'CL-VERIFY-05',
        'CK-VERIFY-01',
        'CK-VERIFY-02',
        'CK-VERIFY-03',
        'CK-VERIFY-04',
        'CK-VERIFY-05',
        'CK-VERIFY-06',
        'MG-ENTRY-01',
        'MG-ENTRY-02',
        'MG-ENTRY-03',
        'MG-ENTRY-04',
        'MG-ENTRY-05',
      ],
      adr: '0050',
    },
  },
};
