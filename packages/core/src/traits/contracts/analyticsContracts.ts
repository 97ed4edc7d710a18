import type { AnalyticsPort } from '../AnalyticsPort.ts';
import type { AnalyticsStore } from '../AnalyticsStore.ts';
import type { DialogueStore } from '../DialogueStore.ts';
import type { BackendCalls, PartitionBudget, TraitContract } from './TraitContract.ts';

const commonErrors = [
  'backend_unavailable',
  'backend_busy',
  'backend_closed',
  'backend_error',
  'database_corrupt',
] as const;

/*
 * DynamoDB: 8 shards of each list, of 4 statuses of dialogues, 3 of open tensions, and experts. Each shard is a query, which the first
 * MB of the index goes with; rows are so small (under 1 KB) that a page that is followed by another holds 1 MB, and one page the 1 001
 * rows that a shard may have to give.
 */

/** The contract of {@link AnalyticsPort}. The clauses are those of `docs/spec/analytics-store.md`. */
export const analyticsPortContract: TraitContract<AnalyticsPort, PartitionBudget> = {
  trait: 'AnalyticsPort',
  commonErrors,
  methods: {
    statistics: {
      keys: 'the whole indexes of dialogues by status and of open tensions, counted',
      access: 'index',
      budget: { sqlStatements: '1', dynamoRequests: '55 + ceil(indexBytes / 1 MB)' },
      errors: [],
      clauses: ['AN-STAT-01', 'AN-ROW-01', 'AN-ROW-02', 'AN-ROW-04', 'AN-FRESH-01', 'AN-FRESH-02'],
      adr: '0026',
    },
    listByStatus: {
      keys: 'a range of the index of dialogues by status, descending, at most 1 001 rows',
      access: 'index',
      budget: { sqlStatements: '1', dynamoRequests: '8' },
      errors: [],
      clauses: ['AN-LIST-01', 'AN-ROW-01', 'AN-PAGE-01', 'AN-PAGE-02', 'AN-COPY-01'],
      adr: '0026',
    },
    openTensions: {
      keys: 'a range of the index of open tensions, descending, at most 1 001 rows',
      access: 'index',
      budget: { sqlStatements: '1', dynamoRequests: '24' },
      errors: [],
      clauses: ['AN-TENSION-01', 'AN-ROW-02', 'AN-PAGE-01', 'AN-PAGE-02'],
      adr: '0026',
    },
    expertRanking: {
      keys: 'the whole index of experts, summed by slug; at most 1 001 rows come back',
      access: 'index',
      budget: { sqlStatements: '1', dynamoRequests: '7 + ceil(indexBytes / 1 MB)' },
      errors: [],
      clauses: ['AN-RANK-01', 'AN-RANK-02', 'AN-ROW-03', 'AN-PAGE-01', 'AN-PAGE-02', 'AN-SIGNAL-01', 'AN-CLOSE-01'],
      adr: '0026',
    },
  },
};

/** The contract of {@link AnalyticsStore}, over any port. The clauses are those of `docs/spec/analytics-store.md`. */
export const analyticsStoreContract: TraitContract<
  AnalyticsStore,
  BackendCalls<AnalyticsPort & Pick<DialogueStore, 'get'>>
> = {
  trait: 'AnalyticsStore',
  commonErrors,
  methods: {
    statistics: {
      keys: 'counts over all dialogues',
      access: 'index',
      budget: { statistics: '1' },
      errors: [],
      clauses: ['AS-OFFER-01', 'AS-TRUTH-01', 'AS-BUDGET-01'],
      adr: '0026',
    },
    listByStatus: {
      keys: 'one page of the dialogues of a status',
      access: 'index',
      budget: { listByStatus: '1' },
      errors: ['invalid_argument'],
      clauses: ['AS-REQUEST-01', 'AS-CURSOR-01', 'AS-CURSOR-02', 'AS-PAGE-01', 'AS-TRUTH-01', 'AS-BUDGET-01'],
      adr: '0026',
    },
    openTensions: {
      keys: 'one page of the open tensions of all dialogues',
      access: 'index',
      budget: { openTensions: '1' },
      errors: ['invalid_argument'],
      clauses: ['AS-REQUEST-01', 'AS-CURSOR-01', 'AS-CURSOR-02', 'AS-PAGE-01', 'AS-TRUTH-01', 'AS-BUDGET-01'],
      adr: '0026',
    },
    expertRanking: {
      keys: 'one page of the experts of all dialogues',
      access: 'index',
      budget: { expertRanking: '1' },
      errors: ['invalid_argument'],
      clauses: ['AS-REQUEST-01', 'AS-CURSOR-01', 'AS-CURSOR-02', 'AS-PAGE-01', 'AS-TRUTH-01', 'AS-BUDGET-01'],
      adr: '0026',
    },
    similarDialogues: {
      keys: 'the roots of the newest dialogues, at most 1 000, by key',
      access: 'index',
      budget: { listByStatus: '4', get: 'scan' },
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
      adr: '0043',
    },
  },
};
