import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { entityKey } from '../domain/ids/entityKey.ts';
import { limits } from '../limits.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';
import { cachedKeys, firstVersions, keyRecordsOf } from './dialogueKeys.ts';
import { foreignAnswer, integrityError } from './integrity.ts';
import type { SeenHead, StoreContext } from './StoreContext.ts';
import { rollback, verifyHead, type VerifiedHead } from './verifyHead.ts';

/** A head that was verified and the records asked for, as one state. */
export interface AtomicRead {
  readonly head: VerifiedHead;
  /** Absent keys are not in it. */
  readonly records: ReadonlyMap<RecordKey, StoredRecord>;
}

/** How many keys one atomic read can hold beside the wrapped keys that it may have to bring. */
export const readKeysLimit = limits.getKeys - 2;

/**
 * One atomic `get` with its head verified: what point reads and writes rest on (CL-WRITE-01, CL-READ-06). Brings the wrapped keys
 * along when they are not known yet.
 *
 * @returns undefined for a dialogue without commits
 * @throws ColloquyError `integrity_error`, and what the backend throws
 */
export async function readAtomic(
  context: StoreContext,
  id: DialogueId,
  keys: readonly RecordKey[],
  options: CallOptions,
): Promise<AtomicRead | undefined> {
  const floor = context.seen.get(id);
  const wanted = new Set(keys);
  let wraps: readonly RecordKey[] = cachedKeys(context, id) === undefined ? keyRecordsOf(firstVersions) : [];
  for (;;) {
    for (const key of wraps) wanted.add(key);
    const read = await context.backend.get(id, [...wanted], options);
    if (read.dialogueId !== id) throw foreignAnswer(id, read.dialogueId);
    if (read.head === undefined) {
      await refuseHeadless(context, id, read.records.length, floor, options);
      return undefined;
    }
    const records = new Map(read.records.map((record) => [record.key, record]));
    const head = await verifyHead(context, id, read.head, (key) => records.get(key), floor, options);
    if (!('missing' in head)) return { head, records };
    if (head.missing.some((key) => wanted.has(key))) throw keyRecordMissing(id, head.missing);
    wraps = head.missing;
    // Many versions of the data key and many keys: the wraps come first, by themselves, and are then known.
    if (wanted.size + wraps.length > limits.getKeys) {
      await readAtomic(context, id, wraps, options);
      wraps = [];
    }
  }
}

export function keyRecordMissing(id: DialogueId, keys: readonly RecordKey[]): Error {
  return integrityError(id, 'key_record', `the key record ${keys.join(', ')} is missing.`, { keys });
}

/**
 * A dialogue without a head must not be a damaged one: it has no records, no log, and this store has seen no head of it. Otherwise a
 * lost head would look like a dialogue that was never written.
 *
 * @throws ColloquyError `integrity_error`
 */
export async function refuseHeadless(
  context: StoreContext,
  id: DialogueId,
  records: number,
  floor: SeenHead | undefined,
  options: CallOptions,
): Promise<void> {
  if (floor !== undefined) throw rollback(id, 0, floor.n);
  const { entries } = await context.backend.log(id, 1, 1, options);
  if (records === 0 && entries.length === 0) return;
  // A first commit that landed between two requests, or within a load, is no damage: one state of head and root tells.
  if ((await context.backend.get(id, [entityKey.dialogue()], options)).head !== undefined) return;
  const what = records > 0 ? 'there are records' : 'there is a log';
  throw integrityError(id, 'head_missing', `${what}, but no head.`, records > 0 ? { records } : {});
}
