import { createHash } from 'node:crypto';
import { attributesDigest } from '../../../../src/log/index.ts';
import type { StoredRecord } from '../../../../src/traits/PartitionStore.ts';

function prefixed(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
}

/** What `migrate.in` has to say of these records, in key order: written from the text of the specification. */
export function copiedOf(records: readonly StoredRecord[]) {
  const parts = records.flatMap(({ key, envelope, attributes }) => [
    prefixed(key),
    createHash('sha256').update(envelope).digest(),
    Buffer.from(attributesDigest(attributes), 'hex'),
  ]);
  const all = Buffer.concat([prefixed('colloquy/v1/copied'), ...parts]);
  return {
    records: records.length,
    bytes: records.reduce((sum, { envelope }) => sum + envelope.byteLength, 0),
    digest: createHash('sha256').update(all).digest('hex'),
  };
}
