import type { AnalyticsPort } from '../AnalyticsPort.ts';
import type { AnalyticsStore } from '../AnalyticsStore.ts';
import type { PartitionBudget, TraitContract } from './TraitContract.ts';
import type { BackendCalls } from './dialogueStoreContract.ts';

const commonErrors = [
  'backend_unavailable',
  'backend_busy',
  'backend_closed',
  'backend_error',
  'database_corrupt',
] as const;

/** The contract of {@link AnalyticsPort}. The clauses are those of `docs/spec/analytics-store.md`. */
export const analyticsPortContract: TraitContract<AnalyticsPort, PartitionBudget> = {
  trait: 'AnalyticsPort',
  commonErrors,
  methods: {
    statistics: {
      access: 'the whole indexes of dialogues by status and of open tensions, counted',
      budget: {
        sqlStatements: '1, through an index of its own',
        dynamoRequests: 'per shard of 7 statuses ceil(index bytes / 1 MB) Queries, Select COUNT',
      },
      errors: [],
      clauses: ['AN-STAT-01', 'AN-ROW-01', 'AN-ROW-02', 'AN-ROW-04', 'AN-FRESH-01', 'AN-FRESH-02'],
      adr: '0026',
    },
    listByStatus: {
      access: 'a range of the index of dialogues by status, descending, at most 1 001 rows',
      budget: {
        sqlStatements: '1, through an index of its own',
        dynamoRequests: '1 Query per shard, reversed; merged',
      },
      errors: [],
      clauses: ['AN-LIST-01', 'AN-ROW-01', 'AN-PAGE-01', 'AN-PAGE-02', 'AN-COPY-01'],
      adr: '0026',
    },
    openTensions: {
      access: 'a range of the index of open tensions, descending, at most 1 001 rows',
      budget: {
        sqlStatements: '1, through an index of its own',
        dynamoRequests: '1 Query per shard of 3 statuses, reversed; merged',
      },
      errors: [],
      clauses: ['AN-TENSION-01', 'AN-ROW-02', 'AN-PAGE-01', 'AN-PAGE-02'],
      adr: '0026',
    },
    expertRanking: {
      access: 'the whole index of experts, summed by slug; at most 1 001 rows come back',
      budget: {
        sqlStatements: '1, through an index of its own',
        dynamoRequests: 'per shard ceil(index bytes / 1 MB) Queries',
      },
      errors: [],
      clauses: ['AN-RANK-01', 'AN-RANK-02', 'AN-ROW-03', 'AN-PAGE-01', 'AN-PAGE-02', 'AN-SIGNAL-01', 'AN-CLOSE-01'],
      adr: '0026',
    },
  },
};

/** The contract of {@link AnalyticsStore}, over any port. The clauses are those of `docs/spec/analytics-store.md`. */
export const analyticsStoreContract: TraitContract<AnalyticsStore, BackendCalls> = {
  trait: 'AnalyticsStore',
  commonErrors,
  methods: {
    statistics: {
      access: 'counts over all dialogues',
      budget: { calls: '1 statistics' },
      errors: [],
      clauses: ['AS-OFFER-01', 'AS-TRUTH-01', 'AS-BUDGET-01'],
      adr: '0026',
    },
    listByStatus: {
      access: 'one page of the dialogues of a status',
      budget: { calls: '1 listByStatus for limit + 1 rows' },
      errors: ['invalid_argument'],
      clauses: ['AS-REQUEST-01', 'AS-CURSOR-01', 'AS-CURSOR-02', 'AS-PAGE-01', 'AS-TRUTH-01', 'AS-BUDGET-01'],
      adr: '0026',
    },
    openTensions: {
      access: 'one page of the open tensions of all dialogues',
      budget: { calls: '1 openTensions for limit + 1 rows' },
      errors: ['invalid_argument'],
      clauses: ['AS-REQUEST-01', 'AS-CURSOR-01', 'AS-CURSOR-02', 'AS-PAGE-01', 'AS-TRUTH-01', 'AS-BUDGET-01'],
      adr: '0026',
    },
    expertRanking: {
      access: 'one page of the experts of all dialogues',
      budget: { calls: '1 expertRanking for limit + 1 rows' },
      errors: ['invalid_argument'],
      clauses: ['AS-REQUEST-01', 'AS-CURSOR-01', 'AS-CURSOR-02', 'AS-PAGE-01', 'AS-TRUTH-01', 'AS-BUDGET-01'],
      adr: '0026',
    },
    similarDialogues: {
      access: 'the roots of the newest dialogues, at most 1 000, by key',
      budget: { calls: '4 listByStatus for scan rows, scan get, at most 8 at one time' },
      errors: ['invalid_argument', 'limit_exceeded', 'key_unavailable', 'audit_failed'],
      clauses: [
        'AS-REQUEST-01',
        'AS-BUDGET-01',
        'AS-SIMILAR-01',
        'AS-SIMILAR-02',
        'AS-SIMILAR-03',
        'AS-SIMILAR-04',
        'AS-SIMILAR-05',
        'AS-SIMILAR-06',
      ],
      adr: '0026',
    },
  },
};
