import type { ErrorCode } from '../../errors/index.ts';
import type { ClauseId } from '../clauses.ts';
import type { DialogueStore } from '../DialogueStore.ts';
import type { MethodContract, TraitContract } from './TraitContract.ts';

/** Calls that one method makes to its backend, at most, without contention. */
export interface BackendCalls {
  readonly calls: string;
}

const writeErrors: readonly ErrorCode[] = [
  'batch_validation_failed',
  'dialogue_not_found',
  'revision_conflict',
  'outcome_unknown',
  'operation_mismatch',
  'limit_exceeded',
  'storage_full',
  'read_only',
];

const writeClauses: readonly ClauseId[] = ['DS-WRITE-01', 'DS-WRITE-02', 'DS-WRITE-04', 'DS-WRITE-05', 'DS-BUDGET-01'];

/** A write of one entity. */
function writes(access: string, ...clauses: readonly ClauseId[]): MethodContract<BackendCalls> {
  return {
    access,
    budget: { calls: '1 last, 1 get, 1 commit' },
    errors: writeErrors,
    clauses: [...writeClauses, ...clauses],
    adr: '0012',
  };
}

/** The contract of {@link DialogueStore}. The clauses are those of `docs/spec/dialogue-store.md` and `commit-log.md`. */
export const dialogueStoreContract: TraitContract<DialogueStore, BackendCalls> = {
  trait: 'DialogueStore',
  commonErrors: [
    'invalid_dialogue_id',
    'integrity_error',
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
      ...writes('the root, its first event and the wrapped keys, all absent', 'CL-WRITE-07'),
      budget: { calls: '1 get, 1 log, 1 commit' },
      errors: [...writeErrors.filter((code) => code !== 'dialogue_not_found'), 'dialogue_exists'],
    },
    get: {
      access: 'the root by key',
      budget: { calls: '1 get' },
      errors: [],
      clauses: ['DS-READ-02', 'DS-BUDGET-02', 'CL-READ-06'],
      adr: '0012',
    },
    setDialogueStatus: writes('the root and its next event', 'DS-WRITE-03'),
    registerExpert: writes('one expert by slug'),
    scoreExpert: writes('one expert and one round by key'),
    createRound: writes('the round by number, the root, the experts of its panel'),
    setRoundStatus: writes('the round, its next event, the root', 'DS-WRITE-03'),
    recordContent: writes('one content by round and expert'),
    registerItem: writes('the next item of a round and type, its contributors, its targets', 'DS-WRITE-03'),
    registerMove: writes('the next move of a round and expert, its targets'),
    addRef: writes('one ref by its edge, both ends'),
    recordVerdict: writes('one verdict by id, the entities it names', 'DS-VERDICT-01'),
    transitionItem: writes('one item by display id and its next event', 'DS-WRITE-03'),
    commentTension: writes('one tension by display id and its next event', 'DS-WRITE-03'),
    signalConvergence: writes('one move by round and expert, under a fixed number', 'DS-SIGNAL-01'),
    registerRound: {
      access: 'the whole partition; writes at most 1 000 records',
      budget: { calls: '1 load, 1 commit' },
      errors: writeErrors,
      clauses: ['DS-ROUND-01', 'DS-WRITE-01', 'DS-WRITE-02', 'DS-WRITE-03', 'DS-WRITE-04', 'DS-BUDGET-03'],
      adr: '0012',
    },
    importDocument: {
      access: 'the whole partition; writes at most 998 records a commit',
      budget: { calls: '1 load, and 1 commit per 998 entities or 1.5 MiB' },
      errors: [...writeErrors, 'dialogue_exists'],
      clauses: ['DS-IMPORT-01', 'DS-IMPORT-02', 'DS-IMPORT-03'],
      adr: '0012',
    },
    item: {
      access: 'one item by display id',
      budget: { calls: '1 get' },
      errors: ['invalid_argument'],
      clauses: ['DS-READ-02', 'DS-BUDGET-02', 'CL-READ-06'],
      adr: '0012',
    },
    load: {
      access: 'the whole partition',
      budget: { calls: '1 load; under concurrent writers 1 get, 1 log and 1 get more per round of catching up' },
      errors: ['dialogue_not_found', 'revision_conflict'],
      clauses: ['DS-READ-01', 'DS-BUDGET-02', 'CL-READ-01', 'CL-READ-02', 'CL-READ-03', 'CL-READ-04', 'CL-READ-05'],
      adr: '0012',
    },
    open: {
      access: 'the whole partition; its refreshes the head, the log since and the touched records',
      budget: { calls: '1 load; refresh: 1 head when unchanged' },
      errors: ['dialogue_not_found', 'revision_conflict'],
      clauses: ['DS-READ-03', 'DS-BUDGET-02', 'CL-READ-07', 'CL-READ-08'],
      adr: '0012',
    },
    history: {
      access: 'log entries by number, one page',
      budget: { calls: '1 get, 1 log' },
      errors: ['invalid_argument'],
      clauses: ['DS-HISTORY-01'],
      adr: '0012',
    },
    outcome: {
      access: 'one log entry by number',
      budget: { calls: '1 get, 1 log' },
      errors: ['invalid_argument'],
      clauses: ['CL-ONCE-03'],
      adr: '0012',
    },
    verify: {
      access: 'the whole partition and its whole log',
      budget: { calls: '1 load, 1 log per 1 000 entries or 1 MiB, 1 head' },
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
      ],
      adr: '0012',
    },
  },
};
