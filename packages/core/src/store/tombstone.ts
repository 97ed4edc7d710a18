import { concat, sha256Hex, utf8Bytes } from '../bytes/index.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { Digest, StoredRecord } from '../traits/PartitionStore.ts';
import type { AsItIs } from './buildCommit.ts';

/**
 * What stands in the place of a record that was erased or lost, or of a wrapped key that is not needed any more: 0x00, which begins no
 * envelope, and a label. The same for all, so it tells nothing of what was there.
 */
const tombstone = concat([Uint8Array.of(0), utf8Bytes('colloquy/v1/tombstone')]);
const tombstoneDigest = sha256Hex(tombstone);

/**
 * True for the bytes, whatever the digest beside them says. Readers take the record for absent (CL-READ-09): who can write tombstones
 * into the database could as well remove the row.
 */
export function isTombstone({ envelope, attributes }: Pick<StoredRecord, 'envelope' | 'attributes'>): boolean {
  return sha256Hex(envelope) === tombstoneDigest && Object.keys(attributes).length === 0;
}

/**
 * Puts a tombstone in the place of a record.
 *
 * @param prior - the digest that stands there
 * @param counts - the digest that the log says, where it is another
 */
export function buried(key: RecordKey, prior: Digest | null, counts: Digest | null = prior): AsItIs {
  return { key, digest: tombstoneDigest, attributes: {}, envelope: tombstone.slice(), prior, counts };
}
