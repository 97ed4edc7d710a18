import type { DialogueId } from '../address/DialogueId.ts';
import { isRecordKey, type RecordKey } from '../address/RecordKey.ts';
import { ColloquyError } from '../errors/index.ts';
import type { Attributes, Digest, Head, LogEntry, StoredRecord } from '../traits/PartitionStore.ts';

/** A row of records. What stands in it is believed only after {@link toRecord}. */
export interface RecordRow {
  readonly key: string;
  readonly digest: string;
  /** JSON text. */
  readonly attributes: string;
  readonly envelope: Uint8Array;
}

/** A row of heads. */
export interface HeadRow {
  readonly n: number;
  readonly commitId: string;
  readonly header: Uint8Array;
  readonly auth: Uint8Array;
}

/** A row of the log. */
export interface EntryRow extends HeadRow {
  readonly body: Uint8Array;
}

const digestLength = 64;
/** 1 at the codes of hexadecimal digits. Looking 64 codes up takes a quarter of the time of a pattern, and every loaded row is checked. */
const hexDigits = Uint8Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.includes(String.fromCharCode(code)) ? 1 : 0,
);
const commitIdPattern = /^[0-9a-f]{32}$/;

function isDigest(text: unknown): text is Digest {
  if (typeof text !== 'string' || text.length !== digestLength) return false;
  let digits = 0;
  for (let at = 0; at < digestLength; at++) digits += hexDigits[text.charCodeAt(at)] ?? 0;
  return digits === digestLength;
}

/** A row that no store can have written. `where` names it; nothing of its content is repeated. */
export function damaged(id: DialogueId, where: Readonly<Record<string, string | number>>, what: string): ColloquyError {
  const place = Object.entries(where).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return new ColloquyError(
    'integrity_error',
    `The row of dialogue ${id}, ${place.join(', ')}, is damaged: ${what}. Restore it from a backup.`,
    { context: { dialogueId: id, ...where, reason: what } },
  );
}

/** Plain Uint8Array over a driver's Buffer that owns its memory; copied where it is a part of a pool. */
function plainBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes);
}

function isAttributes(value: unknown): value is Attributes {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const attribute of Object.values(value)) {
    if (typeof attribute !== 'string' && typeof attribute !== 'boolean' && !Number.isSafeInteger(attribute))
      return false;
  }
  return true;
}

function parseAttributes(text: string): Attributes | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isAttributes(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The key of a row.
 *
 * @throws ColloquyError `integrity_error` when no store can have written it
 */
export function toKey(id: DialogueId, key: string): RecordKey {
  if (isRecordKey(key)) return key;
  throw damaged(id, { key: key.slice(0, 200) }, 'the key is malformed');
}

/**
 * The digest of the row with this key.
 *
 * @throws ColloquyError `integrity_error` when no store can have written it
 */
export function toDigest(id: DialogueId, key: RecordKey, digest: string): Digest {
  if (isDigest(digest)) return digest;
  throw damaged(id, { key }, 'the digest is not 64 hexadecimal digits');
}

/**
 * A record from its row, for the authors of backends whose engine cannot promise the types of {@link StoredRecord} by itself.
 *
 * @throws ColloquyError `integrity_error`, naming dialogue and key, when no store can have written it
 * @example
 * const records = rows.map((row) => toRecord(id, row));
 */
export function toRecord(id: DialogueId, row: RecordRow): StoredRecord {
  const key = toKey(id, row.key);
  const digest = toDigest(id, key, row.digest);
  const attributes = parseAttributes(row.attributes);
  if (attributes === undefined) {
    throw damaged(id, { key }, 'the attributes are not a JSON object of texts, integers and booleans');
  }
  if (!(row.envelope instanceof Uint8Array)) throw damaged(id, { key }, 'the envelope is not a blob');
  return { key, digest, attributes, envelope: plainBytes(row.envelope) };
}

function checkHead(id: DialogueId, table: string, row: HeadRow): void {
  const where = { table, n: row.n };
  if (!Number.isSafeInteger(row.n) || row.n < 1) throw damaged(id, { table }, 'n is not a positive safe integer');
  if (typeof row.commitId !== 'string' || !commitIdPattern.test(row.commitId)) {
    throw damaged(id, where, 'the commit id is not 32 hexadecimal digits');
  }
  if (!(row.header instanceof Uint8Array)) throw damaged(id, where, 'the header is not a blob');
  if (!(row.auth instanceof Uint8Array)) throw damaged(id, where, 'the authenticator is not a blob');
}

/**
 * A head from its row.
 *
 * @throws ColloquyError `integrity_error` when no store can have written it
 */
export function toHead(id: DialogueId, row: HeadRow): Head {
  checkHead(id, 'heads', row);
  return { n: row.n, commitId: row.commitId, header: plainBytes(row.header), auth: plainBytes(row.auth) };
}

/**
 * A log entry from its row.
 *
 * @throws ColloquyError `integrity_error` when no store can have written it
 */
export function toEntry(id: DialogueId, row: EntryRow): LogEntry {
  checkHead(id, 'log', row);
  if (!(row.body instanceof Uint8Array)) throw damaged(id, { table: 'log', n: row.n }, 'the body is not a blob');
  return {
    n: row.n,
    commitId: row.commitId,
    header: plainBytes(row.header),
    body: plainBytes(row.body),
    auth: plainBytes(row.auth),
  };
}
