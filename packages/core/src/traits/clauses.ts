import { adapterKitClauses } from './clauses/adapterKit.ts';
import { analyticsClauses } from './clauses/analytics.ts';
import { auditClauses } from './clauses/audit.ts';
import { boundaryClauses } from './clauses/boundary.ts';
import { checkpointClauses } from './clauses/checkpoint.ts';
import { commitLogClauses } from './clauses/commitLog.ts';
import { dialogueStoreClauses } from './clauses/dialogueStore.ts';
import { envelopeClauses } from './clauses/envelope.ts';
import { keyClauses } from './clauses/keys.ts';
import { keyOperationClauses } from './clauses/keyOperations.ts';
import { leaseClauses } from './clauses/leases.ts';
import { migrationKeyClauses } from './clauses/migrationKeys.ts';
import { migrationMoveClauses } from './clauses/migrationMoves.ts';
import { migrationPortClauses } from './clauses/migrationPort.ts';
import { migrationCopyClauses } from './clauses/migrationCopy.ts';
import { migrationStoreClauses } from './clauses/migrationStore.ts';
import { partitionStoreClauses } from './clauses/partitionStore.ts';
import { reattestClauses } from './clauses/reattest.ts';
import { storeHeaderClauses } from './clauses/storeHeader.ts';
import { wholeStoreClauses } from './clauses/wholeStores.ts';

/**
 * Every clause of `docs/spec` by id, with one line of what it demands. The documents are normative; a test of the
 * conformance suite keeps the ids here and there equal.
 *
 * PS: PartitionStore. CL: commit log. KP, KV: KeyProvider and KeyVault. SH: StoreHeaderPort. LE: leases of keys. KO: key operations. RA: diagnosis and repair of torn restores.
 * MG: moves between stores. AN: AnalyticsPort. AS: AnalyticsStore. DS: DialogueStore. EV: envelope. CK: checkpoints. AU: crypto audit. KIT: what an adapter author gives to the conformance suite.
 *
 * @example
 * clauses['PS-COMMIT-05']; // 'the same bytes again: committed, also when the head is further, and nothing is written'
 */
export const clauses = {
  ...partitionStoreClauses,
  ...commitLogClauses,
  ...keyClauses,
  ...keyOperationClauses,
  ...reattestClauses,
  ...migrationPortClauses,
  ...migrationKeyClauses,
  ...boundaryClauses,
  ...storeHeaderClauses,
  ...analyticsClauses,
  ...leaseClauses,
  ...envelopeClauses,
  ...auditClauses,
  ...checkpointClauses,
  ...dialogueStoreClauses,
  ...wholeStoreClauses,
  ...migrationMoveClauses,
  ...migrationStoreClauses,
  ...adapterKitClauses,
  ...migrationCopyClauses,
} as const;

/** The id of a clause, for example `PS-COMMIT-05`. */
export type ClauseId = keyof typeof clauses;

/** Every clause id, in the order of the documents. */
export const clauseIds: readonly ClauseId[] = Object.keys(clauses) as ClauseId[];

/** True when `value` is the id of a clause. */
export function isClauseId(value: unknown): value is ClauseId {
  return typeof value === 'string' && Object.hasOwn(clauses, value);
}
