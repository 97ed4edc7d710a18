import { createHash } from 'node:crypto';
import { isRecordKey, type Change, type Commit, type RecordKey } from '@colloquy/core';

export function key(at: number): RecordKey {
  const text = `item#${String(at).padStart(5, '0')}`;
  if (!isRecordKey(text)) throw new TypeError(text);
  return text;
}

export const range = (from: number, count: number): readonly RecordKey[] =>
  Array.from({ length: count }, (_, at) => key(from + at));

/** A commit of new records, all of one size. */
export function commitOf(n: number, keys: readonly RecordKey[], bytes = 100): Commit {
  const changes = keys.map((each): Change => {
    const envelope = new Uint8Array(bytes).fill(n);
    const digest = createHash('sha256').update(envelope).digest('hex');
    return { key: each, prior: null, digest, attributes: { status: 'open' }, envelope };
  });
  const some = new Uint8Array([n]);
  return { n, commitId: String(n).padStart(32, '0'), header: some, body: some, auth: some, changes, checks: [] };
}
