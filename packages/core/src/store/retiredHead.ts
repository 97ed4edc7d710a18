import type { DialogueId } from '../address/DialogueId.ts';
import { isColloquyError } from '../errors/index.ts';
import type { MigrationBackend } from '../traits/MigrationPort.ts';
import type { CallOptions, PartitionStore, StoredRecord } from '../traits/PartitionStore.ts';
import { logRootKey } from './physicalKeys.ts';
import { keyRecordMissing } from './readAtomic.ts';
import type { StoreContext } from './StoreContext.ts';
import { authenticateHead, type AuthenticHead } from './verifyHead.ts';

/** True when a store says that the records of a dialogue that has left are going, or gone: then its log is still there. */
export function isPurgedHere(error: unknown): boolean {
  if (!isColloquyError(error, 'dialogue_moved')) return false;
  const { status } = error.context;
  return status === 'purging' || status === 'purged';
}

/**
 * The head of a dialogue whose records are going or gone, believed by the log root, which a purge leaves (MG-PURGE-01).
 *
 * @returns undefined where the backend does not give out what lies there, or has no head
 * @throws ColloquyError `integrity_error`, and what keyring and backend throw
 */
export async function readRetiredHead(
  context: StoreContext,
  id: DialogueId,
  options: CallOptions,
): Promise<AuthenticHead | undefined> {
  const roots = await logRootsOf(context.backend, id, options);
  const floor = context.seen.get(id);
  const head = roots && (await context.backend.head(id, options));
  if (roots === undefined || head === undefined) return undefined;
  const lookup = (key: string) => roots.find((record) => record.key === key);
  const believed = await authenticateHead(context, id, head, lookup, floor, options);
  if ('missing' in believed) throw keyRecordMissing(id, believed.missing);
  return believed;
}

/** What stands behind the wrapped data keys: the wrapped log roots come first. */
export async function logRootsOf(
  { migration }: PartitionStore & MigrationBackend,
  id: DialogueId,
  options: CallOptions,
): Promise<readonly StoredRecord[] | undefined> {
  return (await migration?.exportBatch(id, logRootKey(0), options))?.records;
}
