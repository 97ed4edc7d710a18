import {
  bytesEqual,
  compareAscii,
  type Commit,
  type CommitOutcome,
  type DialogueId,
  type Digest,
  type Head,
  type LogEntry,
  type RecordKey,
  type StoredRecord,
} from '@colloquy/core';
import { commitOf, recordOf, type Draft } from '../data/draft.ts';

interface Version {
  readonly n: number;
  readonly record: StoredRecord;
}

/**
 * A dialogue as the clauses describe it, in the plainest way: the list of its commits. It is what a backend is compared with, and it
 * remembers every state, so that an answer given under concurrent commits can be judged against each of them.
 */
export class ModelDialogue {
  readonly id: DialogueId;
  readonly commits: Commit[] = [];
  readonly #versions = new Map<RecordKey, Version[]>();

  constructor(id: DialogueId) {
    this.id = id;
  }

  get n(): number {
    return this.commits.length;
  }

  /** A commit upon the present state. */
  draft(draft: Draft = {}): Commit {
    return commitOf({ salt: this.id, n: this.n, digestOf: (key) => this.digestOf(key) }, draft);
  }

  /** What `commit` must answer now, without writing. */
  judge(commit: Commit): CommitOutcome {
    const standing = this.entry(commit.n);
    if (standing !== undefined) {
      if (isSameEntry(standing, commit)) return { outcome: 'committed' };
      return { outcome: 'conflict', head: this.head(), entry: standing };
    }
    if (commit.n !== this.n + 1) return { outcome: 'conflict', head: this.head(), entry: undefined };
    const keys = this.#broken(commit);
    return keys.length > 0 ? { outcome: 'mismatch', keys } : { outcome: 'committed' };
  }

  /** What `commit` must answer, and its effect. */
  commit(commit: Commit): CommitOutcome {
    const outcome = this.judge(commit);
    if (outcome.outcome === 'committed' && commit.n === this.n + 1) {
      this.commits.push(commit);
      for (const change of commit.changes) {
        const versions = this.#versions.get(change.key) ?? [];
        versions.push({ n: commit.n, record: recordOf(change) });
        this.#versions.set(change.key, versions);
      }
    }
    return outcome;
  }

  entry(n: number): LogEntry | undefined {
    const commit = this.commits[n - 1];
    if (commit === undefined) return undefined;
    const { commitId, header, body, auth } = commit;
    return { n, commitId, header, body, auth };
  }

  head(n = this.n): Head | undefined {
    const commit = this.commits[n - 1];
    if (commit === undefined) return undefined;
    const { commitId, header, auth } = commit;
    return { n, commitId, header, auth };
  }

  /** Entries from `from` on, in the state after n. */
  entries(from: number, n = this.n): readonly LogEntry[] {
    const found: LogEntry[] = [];
    for (let at = Math.max(1, from); at <= n; at++) {
      const entry = this.entry(at);
      if (entry !== undefined) found.push(entry);
    }
    return found;
  }

  /** The record in the state after n. */
  record(key: RecordKey, n = this.n): StoredRecord | undefined {
    return this.versions(key).findLast((version) => version.n <= n)?.record;
  }

  digestOf(key: RecordKey): Digest | null {
    return this.record(key)?.digest ?? null;
  }

  /** Every version of a record, oldest first. */
  versions(key: RecordKey): readonly Version[] {
    return this.#versions.get(key) ?? [];
  }

  /** Every key, in order. */
  keys(): readonly RecordKey[] {
    return [...this.#versions.keys()].sort(compareAscii);
  }

  /** All records in the state after n, in key order. */
  records(n = this.n): readonly StoredRecord[] {
    return this.keys()
      .map((key) => this.record(key, n))
      .filter((record) => record !== undefined);
  }

  /** Those of the keys that exist in the state after n, each once, in key order. */
  get(keys: readonly RecordKey[], n = this.n): readonly StoredRecord[] {
    return [...new Set(keys)]
      .sort(compareAscii)
      .map((key) => this.record(key, n))
      .filter((record) => record !== undefined);
  }

  /** The greatest key with the prefix in the state after n. */
  last(prefix: string, n = this.n): RecordKey | undefined {
    return this.keys().findLast((key) => key.startsWith(prefix) && this.record(key, n) !== undefined);
  }

  #broken(commit: Commit): readonly RecordKey[] {
    const expected = new Map<RecordKey, Digest | null>();
    for (const { key, prior } of commit.changes) expected.set(key, prior);
    for (const { key, digest } of commit.checks) expected.set(key, digest);
    return [...expected.keys()].filter((key) => this.digestOf(key) !== expected.get(key)).sort(compareAscii);
  }
}

/** The whole entry decides, not its id. */
export function isSameEntry(a: LogEntry, b: LogEntry): boolean {
  return (
    a.n === b.n &&
    a.commitId === b.commitId &&
    bytesEqual(a.header, b.header) &&
    bytesEqual(a.body, b.body) &&
    bytesEqual(a.auth, b.auth)
  );
}
