import type { RecordKey } from '../address/RecordKey.ts';
import { bytesEqual, canonicalJson } from '../bytes/index.ts';
import type { Commit, Digest, LogEntry } from '../traits/PartitionStore.ts';
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
 * A commit as the rows that it writes. A private copy: the caller may change its own while a lock or a connection is waited for
 * (PS-COPY-01).
 *
 * @example
 * const { entry, records, conditions } = commitRows(commit);
 */
export function commitRows(commit: Commit): CommitRows {
  return {
    entry: {
      n: commit.n,
      commitId: commit.commitId,
      header: new Uint8Array(commit.header),
      body: new Uint8Array(commit.body),
      auth: new Uint8Array(commit.auth),
    },
    records: commit.changes.map((change) => ({
      key: change.key,
      digest: change.digest,
      attributes: canonicalJson(change.attributes),
      envelope: new Uint8Array(change.envelope),
    })),
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
