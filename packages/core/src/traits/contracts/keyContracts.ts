import type { KeyProvider } from '../KeyProvider.ts';
import type { KeyVault } from '../KeyVault.ts';
import type { KeyBudget, TraitContract } from './TraitContract.ts';

/** The contract of {@link KeyProvider}. The clauses are those of `docs/spec/keys.md`. */
export const keyProviderContract: TraitContract<KeyProvider, KeyBudget> = {
  trait: 'KeyProvider',
  commonErrors: ['backend_closed'],
  methods: {
    createEpoch: {
      keys: 'the master key; at setup only',
      access: 'service',
      budget: { kmsRequests: '1' },
      errors: ['wrong_key', 'key_unavailable'],
      clauses: ['KP-CREATE-01', 'KP-CREATE-02', 'KP-COPY-01', 'KP-SECRET-01', 'KP-SIGNAL-01', 'KP-FAULT-03'],
      adr: '0013',
    },
    openEpoch: {
      keys: 'the master key and the material of one epoch',
      access: 'service',
      budget: { kmsRequests: '1' },
      errors: ['wrong_key', 'key_unavailable'],
      clauses: [
        'KP-OPEN-01',
        'KP-OPEN-02',
        'KP-OPEN-03',
        'KP-OPEN-04',
        'KP-OPEN-05',
        'KP-OPEN-06',
        'KP-OUTAGE-01',
        'KP-FAULT-01',
        'KP-FAULT-02',
        'KP-FAULT-04',
        'KP-FAULT-05',
        'KP-FAULT-06',
        'KP-FAULT-07',
        'KP-FAULT-08',
      ],
      adr: '0013',
    },
    close: {
      keys: 'nothing stored',
      access: 'none',
      budget: { kmsRequests: '0' },
      errors: [],
      clauses: ['KP-CLOSE-01'],
      adr: '0013',
    },
  },
};

/** The contract of {@link KeyVault}. The clauses are those of `docs/spec/keys.md`. */
export const keyVaultContract: TraitContract<KeyVault, KeyBudget> = {
  trait: 'KeyVault',
  commonErrors: [],
  methods: {
    get: {
      keys: 'one item by tenant and epoch',
      access: 'point',
      budget: { kmsRequests: '0' },
      errors: [],
      clauses: ['KV-GET-01', 'KV-GET-02', 'KV-GET-03'],
      adr: '0013',
    },
    putIfAbsent: {
      keys: 'one item by tenant and epoch',
      access: 'write',
      budget: { kmsRequests: '0' },
      errors: [],
      clauses: ['KV-PUT-01', 'KV-PUT-02', 'KV-PUT-03', 'KV-SCOPE-01', 'KV-DURABLE-01', 'KV-SIGNAL-01'],
      adr: '0013',
    },
    remove: {
      keys: 'one item by tenant and epoch',
      access: 'write',
      budget: { kmsRequests: '0' },
      errors: [],
      clauses: ['KV-REMOVE-01', 'KV-REMOVE-02'],
      adr: '0023',
    },
    epochs: {
      keys: 'the epochs of one tenant',
      access: 'page',
      budget: { kmsRequests: '0' },
      errors: [],
      clauses: ['KV-LIST-01', 'KV-LIST-02'],
      adr: '0013',
    },
  },
};
