import type { Commit } from '@colloquy/core';

/** The work of a backend, done by some program: over the same tables, with the same atomicity. */
export interface PartitionProgram extends AsyncDisposable {
  /** The head and all records in key order: bytes as Uint8Array, attributes parsed. Undefined: no commit. */
  load(id: string): Promise<LoadedPartition> | LoadedPartition;
  /** Writes head, entry and records if the head stands at n - 1 and every condition holds: all of it, or nothing and false. */
  commit(id: string, commit: Commit): Promise<boolean> | boolean;
}

export interface LoadedPartition {
  readonly head: LoadedHead | undefined;
  readonly records: readonly LoadedRecord[];
}

export interface LoadedHead {
  readonly n: number;
  readonly commitId: string;
  readonly header: Uint8Array;
  readonly auth: Uint8Array;
}

export interface LoadedRecord {
  readonly key: string;
  readonly digest: string;
  readonly attributes: unknown;
  readonly envelope: Uint8Array;
}

/** What must stand at a key: by digest, or null for nothing. */
export interface Wanted {
  readonly key: string;
  readonly digest: string | null;
}

export function conditionsOf({ changes, checks }: Commit): readonly Wanted[] {
  return [...changes.map(({ key, prior }) => ({ key, digest: prior })), ...checks];
}
