import { isRecordKey, type RecordKey } from '../address/RecordKey.ts';
import { bytesEqual, canonicalJsonBytes, sha256Hex, utf8Bytes, canonicalJson } from '../bytes/index.ts';
import type { Attributes, Digest } from '../traits/PartitionStore.ts';

/** One row of an entry's body: which record became what. */
export interface ChangeRow {
  readonly key: RecordKey;
  readonly digest: Digest;
  /** SHA-256 of the canonical JSON of the attributes: lets a keyless check see a lost or retyped attribute. */
  readonly attributesDigest: Digest;
}

/** SHA-256 of the canonical JSON of attributes, lowercase hexadecimal. */
export function attributesDigest(attributes: Attributes): Digest {
  return sha256Hex(utf8Bytes(canonicalJson(attributes)));
}

/** The body of an entry: its changes in key order, canonical. */
export function encodeBody(rows: readonly ChangeRow[]): Uint8Array {
  return canonicalJsonBytes(rows.map((row) => [row.key, row.digest, row.attributesDigest]));
}

const digestPattern = /^[0-9a-f]{64}$/;

function isRow(value: unknown): value is [RecordKey, Digest, Digest] {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    isRecordKey(value[0]) &&
    typeof value[1] === 'string' &&
    digestPattern.test(value[1]) &&
    typeof value[2] === 'string' &&
    digestPattern.test(value[2])
  );
}

/** Reads a body; undefined unless it is exactly what {@link encodeBody} writes, keys ascending and distinct. */
export function parseBody(bytes: Uint8Array): readonly ChangeRow[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  const rows: ChangeRow[] = [];
  let previous = '';
  for (const item of parsed as unknown[]) {
    if (!isRow(item) || item[0] <= previous) return undefined;
    previous = item[0];
    rows.push({ key: item[0], digest: item[1], attributesDigest: item[2] });
  }
  return bytesEqual(encodeBody(rows), bytes) ? rows : undefined;
}
