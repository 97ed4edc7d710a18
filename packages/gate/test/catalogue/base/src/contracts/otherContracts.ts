import type { AnalyticsStore } from '../AnalyticsStore.ts';
import type { KeyVault } from '../KeyVault.ts';
import type { TraitContract } from './TraitContract.ts';

export const analyticsStoreContract = {
  trait: 'AnalyticsStore',
  methods: {
    statistics: {
      keys: 'the index of dialogues, counted',
      access: 'index',
      budget: { sqlStatements: '1', dynamoRequests: '8 + ceil(indexBytes / 1 MB)' },
      errors: [],
      clauses: ['AS-STAT-01'],
      adr: '0003',
    },
  },
} as const satisfies TraitContract<AnalyticsStore>;

export const keyVaultContract: TraitContract<KeyVault> = {
  trait: 'KeyVault',
  methods: {
    get: {
      keys: 'one item by epoch',
      access: 'none',
      budget: {},
      errors: [],
      clauses: ['KV-GET-01'],
      adr: '0003',
    },
  },
};
