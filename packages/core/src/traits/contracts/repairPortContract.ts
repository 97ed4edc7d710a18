import type { RepairPort } from '../RepairPort.ts';
import type { PartitionBudget, TraitContract } from './TraitContract.ts';

/** The contract of {@link RepairPort}. The clauses are those of `docs/spec/reattest.md`. */
export const repairPortContract: TraitContract<RepairPort, PartitionBudget> = {
  trait: 'RepairPort',
  commonErrors: ['backend_unavailable', 'backend_busy', 'backend_closed', 'backend_error', 'database_corrupt'],
  methods: {
    pending: {
      access: 'the head by key, and the chunks of the commit that it marks',
      budget: { sqlStatements: '1', dynamoRequests: '1 TransactGetItems, 1 more while a large commit is unfinished' },
      errors: [],
      clauses: ['RA-DOCTOR-06'],
      adr: '0031',
    },
    commitOver: {
      access: 'as commit, with the head by key and commit id; at most 64 entries removed by their number',
      budget: { sqlStatements: 'as commit', dynamoRequests: 'as commit' },
      errors: ['outcome_unknown', 'storage_full', 'read_only', 'limit_exceeded'],
      clauses: ['RA-PORT-01', 'RA-PORT-02'],
      adr: '0031',
    },
  },
};
