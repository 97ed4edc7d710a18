import {
  canonicalJson,
  type Batch,
  type Change,
  type LogEntry,
  type Residence,
  type ResidenceStatus,
  type StoredRecord,
} from '@colloquy/core';
import { bytes, change, commit, digest } from './commits.ts';

/** Place and name of the store at the other end of every move of the tests. */
export const other = { place: 'b'.repeat(32), name: 'pg-prod' } as const;

export function moveIdOf(move: string): string {
  return digest(bytes(move)).slice(0, 32);
}

/** A residence whose text is one that a mover writes. */
export function residence(status: ResidenceStatus, move = 'one'): Residence {
  const text = { base: 0, logId: 'a'.repeat(32), moveId: moveIdOf(move), n: 0, other: [other.place, other.name], v: 1 };
  return { status, move: canonicalJson({ ...text, whole: true }) };
}

/** Entry n, as a commit writes it and as a move copies it. */
export function entry(n: number, by?: string): LogEntry {
  const { changes: _changes, checks: _checks, ...rest } = commit(n, by === undefined ? {} : { by });
  return rest;
}

/** Number and commit id of the head after entry n. */
export function headAt(n: number, by?: string): { readonly n: number; readonly commitId: string } {
  return { n, commitId: entry(n, by).commitId };
}

export function record(name: string, parts: Parameters<typeof change>[1] = {}): StoredRecord {
  const { prior: _prior, ...rest }: Change = change(name, parts);
  return rest;
}

export function batch(parts: Partial<Batch>): Batch {
  return { entries: [], records: [], removeEntries: [], removeRecords: [], ...parts };
}
