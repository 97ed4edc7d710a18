import { utf8Length } from '../bytes/index.ts';
import type { LogEntry, StoredRecord } from '../traits/PartitionStore.ts';

/**
 * What a batch of a move holds at most (MG-PORT-04): as many rows as the greatest transaction of DynamoDB has room for beside the row of
 * the head (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html), and bytes that leave a fourth of its
 * 4 MB to names and keys.
 */
export const batchLimits = { rows: 99, bytes: 3 * 1024 * 1024 } as const;

/** Bytes that a row counts for in {@link batchLimits}: its texts and blobs, as UTF-8 and without encoding. */
export function batchBytesOf(row: StoredRecord | LogEntry): number {
  if (!('envelope' in row)) {
    return row.commitId.length + row.header.byteLength + row.body.byteLength + row.auth.byteLength;
  }
  const { key, digest, attributes, envelope } = row;
  // As long as the canonical form, and there for attributes that have none: what is damaged is exported too, and judged by who reads it.
  return key.length + digest.length + utf8Length(JSON.stringify(attributes)) + envelope.byteLength;
}
