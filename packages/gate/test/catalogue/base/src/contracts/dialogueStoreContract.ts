import type { DialogueStore } from '../DialogueStore.ts';
import type { TraitContract } from './TraitContract.ts';

const common = ['backend_unavailable'] as const;

/** The contract of the store. */
export const dialogueStoreContract: TraitContract<DialogueStore> = {
  trait: 'DialogueStore',
  methods: {
    head: {
      keys: 'one item',
      access: 'point',
      budget: { sqlStatements: '1', dynamoRequests: '1' },
      errors: [...common],
      clauses: ['DS-HEAD-01'],
      adr: '0002',
    },
    get: {
      keys: 'the head and at most 97 notes by key',
      access: 'point',
      budget: { sqlStatements: '2', dynamoRequests: '1' },
      errors: [...common],
      clauses: ['DS-GET-01'],
      adr: '0002',
    },
    load: {
      keys: 'the whole partition',
      access: 'partition',
      budget: { sqlStatements: '2', dynamoRequests: 'ceil(bytes / 1 MB)' },
      errors: [...common],
      clauses: ['DS-LOAD-01', 'DS-LOAD-02'],
      adr: '0002',
    },
    commit: {
      keys: 'the head and the notes that are handed over',
      access: 'write',
      budget: {
        sqlStatements: '2 + changes',
        dynamoRequests: { 'one transaction': '1', large: '3 + ceil(changes / 99)' },
      },
      errors: [...common, 'outcome_unknown'],
      clauses: ['DS-COMMIT-01'],
      adr: '0002',
    },
  },
};
