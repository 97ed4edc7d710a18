import { hash } from 'node:crypto';
import {
  compareAscii,
  limits,
  type Attributes,
  type Change,
  type Check,
  type Commit,
  type RecordKey,
} from '@colloquy/core';
import { seededRandom } from '../harness/random.ts';

/** Commits as a backend gets them: bytes and keys, nothing to be opened. */
export interface PartitionData {
  /** What stands before anything is measured: a root that later commits rest on, and records that they rewrite. */
  readonly base: Commit;
  /** Commits 2 and later: as many records as asked for, nine in ten of them new, at most 1 000 to a commit. */
  readonly commits: readonly Commit[];
}

/** Sizes of sealed records as in a dialogue: four in ten entities have a text of 750 bytes. */
const envelopeBytes = [1172, 340, 292, 1172, 484, 340, 1172, 292, 484, 1172] as const;
const headerBytes = 410;
const authBytes = 32;
const root = 'dialogue#meta' as RecordKey;

/** The same commits for the same seed; they may be written to any dialogue, in order. */
export function partitionData(records: number, seed: number): PartitionData {
  const bytes = byteSource(seed);
  const baseRecords = Math.max(2, Math.floor(records / 10));
  const old = Array.from({ length: baseRecords - 1 }, (_, at) => keyOf('expert', at));
  const base = commitOf(bytes, 1, [root, ...old], new Map(), []);
  const standing = new Map(base.changes.map(({ key, digest }) => [key, digest]));
  const check: Check = { key: root, digest: standing.get(root) ?? null };
  const commits: Commit[] = [];
  const fresh = Array.from({ length: records - old.length }, (_, at) => keyOf('claim', at));
  const parts = Math.ceil(records / limits.commitChanges);
  for (let part = 0; part < parts; part++) {
    const keys = [...share(fresh, part, parts), ...share(old, part, parts)];
    commits.push(commitOf(bytes, 2 + part, keys, standing, [check]));
  }
  return { base, commits };
}

function keyOf(type: string, at: number): RecordKey {
  return `${type}#00#${String(at + 1).padStart(5, '0')}` as RecordKey;
}

/** Every `parts`-th, so that parts differ by one at the most. */
function share(keys: readonly RecordKey[], part: number, parts: number): readonly RecordKey[] {
  return keys.filter((_, at) => at % parts === part);
}

type ByteSource = (length: number) => Uint8Array;

/** Bytes that do not compress, like sealed ones. */
function byteSource(seed: number): ByteSource {
  const random = seededRandom(seed);
  return (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

function commitOf(
  bytes: ByteSource,
  n: number,
  keys: readonly RecordKey[],
  standing: ReadonlyMap<RecordKey, string>,
  checks: readonly Check[],
): Commit {
  const changes = keys.toSorted(compareAscii).map((key, at): Change => {
    const envelope = bytes(envelopeBytes[at % envelopeBytes.length] ?? 0);
    const attributes: Attributes = { createdAt: '2026-01-31T12:00:00.000Z', round: n, status: 'asserted' };
    return { key, prior: standing.get(key) ?? null, digest: hash('sha256', envelope), attributes, envelope };
  });
  const body = changes.map(({ key, digest, attributes }) => [key, digest, hash('sha256', JSON.stringify(attributes))]);
  return {
    n,
    commitId: Buffer.from(bytes(16)).toString('hex'),
    header: bytes(headerBytes),
    body: new TextEncoder().encode(JSON.stringify(body)),
    auth: bytes(authBytes),
    changes,
    checks,
  };
}
