import type { RecordKey } from '../address/RecordKey.ts';
import { bytesEqual, canonicalJson } from '../bytes/index.ts';
import type { Attributes, Commit, Digest, LogEntry, StoredRecord } from '../traits/PartitionStore.ts';
import type { RecordRow } from './rows.ts';

/** What must stand at a key now. */
export interface Condition {
  readonly key: RecordKey;
  readonly digest: Digest | null;
}

/** A commit as rows. */
export interface CommitRows {
  readonly entry: LogEntry;
  readonly records: readonly RecordRow[];
  /** Of all changes and checks. */
  readonly conditions: readonly Condition[];
}

/**
 * True when names stand in order and values are flat: `JSON.stringify` then writes the canonical JSON, in a fraction of the time that
 * sorting takes.
 */
function isOrdered(attributes: Attributes): boolean {
  let before = '';
  for (const name of Object.keys(attributes)) {
    if (name <= before || typeof attributes[name] === 'object') return false;
    before = name;
  }
  return true;
}

/** Copies that lie one after the other in one piece of memory: a thousand pieces take longer to get than to fill. */
function copiesOf(all: readonly Uint8Array[]): (bytes: Uint8Array) => Uint8Array {
  const memory = new Uint8Array(all.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let end = 0;
  return (bytes) => {
    const start = end;
    end += bytes.byteLength;
    memory.set(bytes, start);
    return memory.subarray(start, end);
  };
}

/**
 * Records as rows: copies, since the caller may change its own while a lock or a connection is waited for (PS-COPY-01).
 *
 * @example
 * const rows = recordRows(batch.records);
 */
export function recordRows(records: readonly StoredRecord[]): readonly RecordRow[] {
  const copy = copiesOf(records.map(({ envelope }) => envelope));
  return records.map(({ key, digest, attributes, envelope }) => ({
    key,
    digest,
    attributes: isOrdered(attributes) ? JSON.stringify(attributes) : canonicalJson(attributes),
    envelope: copy(envelope),
  }));
}

/** An entry with bytes of its own. */
export function copyOfEntry({ n, commitId, header, body, auth }: LogEntry): LogEntry {
  return {
    n,
    commitId,
    header: new Uint8Array(header),
    body: new Uint8Array(body),
    auth: new Uint8Array(auth),
  };
}

/**
 * A commit as the rows that it writes. A private copy: the caller may change its own while a lock or a connection is waited for
 * (PS-COPY-01).
 *
 * @example
 * const { entry, records, conditions } = commitRows(commit);
 */
export function commitRows(commit: Commit): CommitRows {
  return {
    entry: copyOfEntry(commit),
    records: recordRows(commit.changes),
    conditions: [
      ...commit.changes.map(({ key, prior }) => ({ key, digest: prior })),
      ...commit.checks.map(({ key, digest }) => ({ key, digest })),
    ],
  };
}

/** True when the whole entry is the same, not only its commit id (PS-COMMIT-06). */
export function isSameEntry(a: LogEntry, b: LogEntry): boolean {
  return (
    a.commitId === b.commitId &&
    bytesEqual(a.header, b.header) &&
    bytesEqual(a.body, b.body) &&
    bytesEqual(a.auth, b.auth)
  );
}
