import type { RepairPort } from '../RepairPort.ts';
import type { PartitionBudget, TraitContract } from './TraitContract.ts';

/** The contract of {@link RepairPort}. The clauses are those of `docs/spec/reattest.md`. */
export const repairPortContract: TraitContract<RepairPort, PartitionBudget> = {
  trait: 'RepairPort',
  commonErrors: ['backend_unavailable', 'backend_busy', 'backend_closed', 'backend_error', 'database_corrupt'],
  methods: {
    pending: {
      keys: 'the head by key, and the chunks of the commit that it marks, by number',
      access: 'keys',
      budget: {
        sqlStatements: '1',
        dynamoRequests: { 'nothing pending': '1', 'a large commit pending': '2' },
      },
      errors: [],
      clauses: ['RA-DOCTOR-06'],
      adr: '0031',
    },
    commitOver: {
      keys: 'as commit, with the head by key and commit id; at most 64 entries removed by their number',
      access: 'write',
      budget: {
        sqlStatements: '4 + conditions + changes + removals',
        dynamoRequests: {
          'one transaction': '1',
          'refused, or there already': '2 + ceil(conditions / 97)',
          'refused, the conditions on more than 4 MB': '2 + 17 * ceil(conditions / 97)',
          large:
            '4 + ceil(conditions / 97) + ceil(changes / 99) + ceil(chunks / 25) + ceil(orphanChunks / 2) + ceil(orphanChunks / 25)',
          'one transaction, a large commit pending':
            '6 + ceil(conditions / 97) + ceil(pendingChanges / 99) + ceil(pendingChunks / 25)',
          'large, a large commit pending':
            '7 + ceil(conditions / 97) + ceil(changes / 99) + ceil(chunks / 25) + ceil(pendingChanges / 99) + ceil(pendingChunks / 25) + ceil(orphanChunks / 2) + ceil(orphanChunks / 25)',
        },
      },
      errors: ['outcome_unknown', 'storage_full', 'read_only', 'limit_exceeded'],
      clauses: ['RA-PORT-01', 'RA-PORT-02'],
      adr: '0031',
    },
  },
};
