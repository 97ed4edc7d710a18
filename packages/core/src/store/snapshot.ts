import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { addressHashOfKey, addressOfKey } from '../address/canonicalAddress.ts';
import { bytesEqual } from '../bytes/index.ts';
import { fromHex } from '../bytes/hex.ts';
import { maskSourceOf, stateElement, stateElements, stateMask, StateSum, type EntryHeader } from '../log/index.ts';
import type { Digest, StoredRecord } from '../traits/PartitionStore.ts';
import { digestOf } from './records.ts';
import type { RootKeys } from './dialogueKeys.ts';

/** Records of a dialogue with their computed digests. */
export type RecordMap = ReadonlyMap<RecordKey, { readonly record: StoredRecord; readonly digest: Digest }>;

export function recordMap(
  id: DialogueId,
  records: readonly StoredRecord[],
): Map<RecordKey, { record: StoredRecord; digest: Digest }> {
  const map = new Map<RecordKey, { record: StoredRecord; digest: Digest }>();
  for (const record of records) map.set(record.key, { record, digest: digestOf(id, record) });
  return map;
}

/** What a record adds to the state: see CL-BYTES-08. */
export function elementOf(id: DialogueId, keys: RootKeys, key: RecordKey, digest: Digest): Uint8Array {
  return stateElement(keys.log.stateKey, addressHashOfKey(id, key), fromHex(digest) ?? new Uint8Array(0));
}

/** The tag that these records have under the mask of an entry. */
export function tagOf(id: DialogueId, keys: RootKeys, header: EntryHeader, records: RecordMap): Uint8Array {
  const sum = StateSum.fromBytes(stateMask(keys.log.stateKey, maskSourceOf(header)));
  const elements = stateElements(keys.log.stateKey);
  for (const [key, { digest }] of records) sum.add(elements(addressOfKey(id, key), digest));
  return sum.toBytes();
}

/** True when these are all records of the dialogue after the entry, and no others (CL-READ-02). */
export function matchesTag(id: DialogueId, keys: RootKeys, header: EntryHeader, records: RecordMap): boolean {
  return bytesEqual(tagOf(id, keys, header, records), header.stateTag);
}

/** Records, and the head whose tag they match or are to match. */
interface Tagged {
  readonly head: { readonly header: EntryHeader; readonly keys: RootKeys };
  readonly records: RecordMap;
}

/**
 * {@link matchesTag} for records that differ from others, known to match their own tag, under the touched keys only. Costs what was
 * touched and not what there is.
 */
export function matchesTagAfter(id: DialogueId, known: Tagged, now: Tagged, touched: readonly RecordKey[]): boolean {
  const { keys, header } = now.head;
  const { stateKey } = keys.log;
  // Under another key the old sum says nothing.
  if (!bytesEqual(stateKey, known.head.keys.log.stateKey)) return matchesTag(id, keys, header, now.records);
  const sum = unmaskedSum(known.head.keys, known.head.header);
  const elements = stateElements(stateKey);
  for (const key of touched) {
    const address = addressOfKey(id, key);
    const before = known.records.get(key);
    const after = now.records.get(key);
    if (before !== undefined) sum.subtract(elements(address, before.digest));
    if (after !== undefined) sum.add(elements(address, after.digest));
  }
  return bytesEqual(sum.add(stateMask(stateKey, maskSourceOf(header))).toBytes(), header.stateTag);
}

/** The sum without its mask: what the next commit adds to. Never stored. */
export function unmaskedSum(keys: RootKeys, header: EntryHeader): StateSum {
  return StateSum.fromBytes(header.stateTag).subtract(stateMask(keys.log.stateKey, maskSourceOf(header)));
}
