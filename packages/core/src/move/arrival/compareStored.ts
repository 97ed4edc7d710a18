import type { RecordKey } from '../../address/RecordKey.ts';
import { compareAscii, sha256Hex } from '../../bytes/index.ts';
import { attributesDigest } from '../../log/index.ts';
import type { Attributes, Digest, StoredRecord } from '../../traits/PartitionStore.ts';
import type { KeyWindow, LastChange } from './KeyWindow.ts';

/** What stands in the place of a record, computed of its bytes. */
export interface Standing {
  /** Of the envelope as it stands there. */
  readonly digest: Digest;
  /** Of the attributes as they stand there; undefined where they have no canonical form. */
  readonly attributesDigest: Digest | undefined;
  /** What is stored as the digest. */
  readonly storedDigest: Digest;
}

/** A record, a change that the log names, or both. */
export type Compared =
  | { readonly is: 'same'; readonly record: StoredRecord; readonly change: LastChange }
  | { readonly is: 'other'; readonly record: StoredRecord; readonly change: LastChange; readonly standing: Standing }
  | { readonly is: 'missing'; readonly key: RecordKey; readonly change: LastChange }
  | { readonly is: 'extra'; readonly record: StoredRecord; readonly standing: Standing };

/** Compares what a store holds with what a log says, both in key order; every key of either comes once. Needs no key. */
export async function* compareStored(
  windows: AsyncIterable<KeyWindow>,
  records: AsyncIterator<StoredRecord, void, undefined>,
): AsyncGenerator<Compared, void, undefined> {
  let next = await records.next();
  for await (const window of windows) {
    for (const [key, change] of window) {
      while (next.done !== true && compareAscii(next.value.key, key) === -1) {
        yield extra(next.value);
        next = await records.next();
      }
      if (next.done !== true && next.value.key === key) {
        yield compareOne(next.value, change);
        next = await records.next();
      } else {
        yield { is: 'missing', key, change };
      }
    }
  }
  for (; next.done !== true; next = await records.next()) yield extra(next.value);
}

/** Bytes, digest and attributes of a record against the last change of its key (MG-COPY-02). */
export function compareOne(record: StoredRecord, change: LastChange): Compared {
  const standing = standingOf(record);
  const isSame =
    standing.digest === change.digest &&
    standing.storedDigest === change.digest &&
    standing.attributesDigest === change.attributesDigest;
  return isSame ? { is: 'same', record, change } : { is: 'other', record, change, standing };
}

function extra(record: StoredRecord): Compared {
  return { is: 'extra', record, standing: standingOf(record) };
}

function standingOf({ digest, attributes, envelope }: StoredRecord): Standing {
  return { digest: sha256Hex(envelope), attributesDigest: digestOf(attributes), storedDigest: digest };
}

function digestOf(attributes: Attributes): Digest | undefined {
  try {
    return attributesDigest(attributes);
  } catch {
    // A lone surrogate, or a number that JSON has not: nothing that core wrote.
    return undefined;
  }
}
