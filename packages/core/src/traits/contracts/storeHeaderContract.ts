import type { StoreHeaderPort } from '../StoreHeaderPort.ts';
import type { PartitionBudget, TraitContract } from './TraitContract.ts';

const writeErrors = ['outcome_unknown', 'storage_full', 'read_only'] as const;

/** The contract of {@link StoreHeaderPort}. The clauses are those of the store header in `docs/spec/keys.md`. */
export const storeHeaderContract: TraitContract<StoreHeaderPort, PartitionBudget> = {
  trait: 'StoreHeaderPort',
  commonErrors: ['backend_unavailable', 'backend_busy', 'backend_closed', 'backend_error', 'database_corrupt'],
  methods: {
    read: {
      keys: 'the one header of the store',
      access: 'point',
      budget: { sqlStatements: '1', dynamoRequests: '1' },
      errors: [],
      clauses: ['SH-READ-01', 'SH-READ-02', 'SH-BYTES-01', 'SH-COPY-01', 'SH-SIGNAL-01', 'SH-CLOSE-01'],
      adr: '0017',
    },
    putIfAbsent: {
      keys: 'the one header of the store: written where it is absent, then read',
      access: 'write',
      budget: { sqlStatements: '2', dynamoRequests: '2' },
      errors: [...writeErrors],
      clauses: ['SH-PUT-01', 'SH-PUT-02', 'SH-BYTES-01', 'SH-APART-01', 'SH-ERROR-01', 'SH-DURABLE-01'],
      adr: '0017',
    },
    replace: {
      keys: 'the one header of the store, with its bytes as the condition',
      access: 'write',
      budget: { sqlStatements: '1', dynamoRequests: '1' },
      errors: [...writeErrors],
      clauses: ['SH-REPLACE-01', 'SH-REPLACE-02', 'SH-BYTES-01', 'SH-ERROR-01', 'SH-DURABLE-01'],
      adr: '0017',
    },
    holdsData: {
      keys: 'one dialogue, whichever is found first; at setup only',
      access: 'page',
      // A scan of one page: it holds 1 MB (2^20 bytes), and the header at most 64 KiB. Behind it a last page may be empty.
      budget: { sqlStatements: '1', dynamoRequests: '2' },
      errors: [],
      clauses: ['SH-DATA-01', 'SH-APART-01'],
      adr: '0017',
    },
  },
};
