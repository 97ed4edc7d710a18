import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { Scoped } from './PartitionScoped.ts';

/** SHA-256 of an envelope: 64 lowercase hexadecimal digits. */
export type Digest = string;

/** Name to ASCII token (`[\x21-\x7e]`, spaces excluded), safe integer or boolean: what a backend may index without a key. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** One stored entity. */
export interface StoredRecord {
  readonly key: RecordKey;
  readonly digest: Digest;
  readonly attributes: Attributes;
  /** Opaque to the backend: at most 300 KiB, returned byte for byte. */
  readonly envelope: Uint8Array;
}

/** One record that a commit writes. */
export interface Change extends StoredRecord {
  /** The digest that must stand there now; null: no record with this key may exist. */
  readonly prior: Digest | null;
}

/** A record that a commit depends on without writing it. */
export interface Check {
  readonly key: RecordKey;
  /** The digest that must stand there now; null: no record with this key may exist. */
  readonly digest: Digest | null;
}

/** The latest log entry without its body: fixed size, under 1 KiB. */
export interface Head {
  /** Number of the latest commit: 1 for the first. */
  readonly n: number;
  /** 32 lowercase hexadecimal digits. */
  readonly commitId: string;
  /** Canonical JSON of the entry header. Opaque to the backend. */
  readonly header: Uint8Array;
  /** What authenticates the header. Opaque to the backend. */
  readonly auth: Uint8Array;
}

/** One entry of the log. */
export interface LogEntry extends Head {
  /** Canonical JSON of the changes. Opaque to the backend. */
  readonly body: Uint8Array;
}

/** Everything that commit `n` writes: its log entry, its records, and the conditions they rest on. */
export interface Commit extends LogEntry {
  /** Distinct keys, in key order; at most 1 000 and 3 MiB. */
  readonly changes: readonly Change[];
  /** Distinct keys, in key order, none of them changed by this commit; at most 1 000. */
  readonly checks: readonly Check[];
}

export type CommitOutcome =
  /** The entry at n is this one: just now, or by an earlier attempt with the same bytes. */
  | { readonly outcome: 'committed' }
  /** Another entry stands at n, or the head is not at n - 1. This commit is dead if `entry` is present. */
  | { readonly outcome: 'conflict'; readonly head: Head | undefined; readonly entry: LogEntry | undefined }
  /** The head is at n - 1 and these records are not what `prior` or `checks` say. Nothing was written. */
  | { readonly outcome: 'mismatch'; readonly keys: readonly RecordKey[] };

export type ScopedHead = Scoped<Head>;
export type ScopedRead = Scoped<{
  /** The head, and the records found, in key order, as they stood at one moment. */
  readonly head: Head | undefined;
  readonly records: readonly StoredRecord[];
}>;
export type ScopedKey = Scoped<{ readonly key: RecordKey }>;
export type ScopedLoad = Scoped<{
  readonly head: Head | undefined;
  readonly records: readonly StoredRecord[];
}>;
export type ScopedLogPage = Scoped<{
  readonly entries: readonly LogEntry[];
  /** The n to ask for next; absent when the log ends here. */
  readonly next: number | undefined;
}>;
export type ScopedOutcome = Scoped<CommitOutcome>;

export interface CallOptions {
  /**
   * Stops waiting. A commit that was already sent may still land: then the call rejects with `outcome_unknown`, never with the
   * signal's reason alone.
   */
  readonly signal?: AbortSignal;
}

/**
 * What a backend implements: bytes and ASCII keys, each call within one dialogue. The laws are the numbered clauses of
 * `docs/spec/partition-store.md`; a backend is right when the conformance suite is green on it.
 *
 * Callers pass valid input: core checks ids, keys, sizes and counts before it calls (`limits`). What a method returns is the
 * caller's to keep and change; what it is given is never kept by reference.
 */
export interface PartitionStore {
  /**
   * The head, or undefined for a dialogue that has no commit. Never older than any commit acknowledged before the call.
   * Clauses: PS-HEAD-*, PS-SCOPE-*.
   */
  head(id: DialogueId, options?: CallOptions): Promise<ScopedHead | undefined>;

  /**
   * The head and at most 97 records, as one state. Absent keys are left out. Clauses: PS-GET-*, PS-SCOPE-*.
   */
  get(id: DialogueId, keys: readonly RecordKey[], options?: CallOptions): Promise<ScopedRead>;

  /**
   * The greatest key that starts with `prefix`, or undefined. A hint: it may be stale by the time it is used, so a write that
   * builds on it proves the key free by `prior`. Clauses: PS-LAST-*.
   */
  last(id: DialogueId, prefix: string, options?: CallOptions): Promise<ScopedKey | undefined>;

  /**
   * The head first, then every record in key order. Under concurrent commits records may be newer than the head, never older;
   * each record is whole. Clauses: PS-LOAD-*.
   */
  load(id: DialogueId, options?: CallOptions): Promise<ScopedLoad>;

  /**
   * Log entries with n >= `from`, ascending and without gaps, at most `limit` (1 to 1 000) and possibly fewer when bodies are
   * large; `next` says where to go on. Clauses: PS-LOG-*.
   */
  log(id: DialogueId, from: number, limit: number, options?: CallOptions): Promise<ScopedLogPage>;

  /**
   * Writes entry n, the head and all records, or nothing. Idempotent: the same bytes again answer `committed`.
   * Clauses: PS-COMMIT-*, PS-LARGE-*.
   *
   * @throws ColloquyError `outcome_unknown` when the backend cannot tell whether it took effect; `backend_unavailable`,
   * `backend_busy`, `storage_full`, `read_only` when it surely did not.
   */
  commit(id: DialogueId, commit: Commit, options?: CallOptions): Promise<ScopedOutcome>;

  /**
   * Finishes what an interrupted large commit left to do, and sweeps its leftovers; needs no key. A backend whose commits are
   * always one transaction returns the head. Clauses: PS-LARGE-*.
   */
  settle(id: DialogueId, options?: CallOptions): Promise<ScopedHead | undefined>;
}
