import {
  addressHashOfKey,
  addressOfKey,
  attributesDigest,
  canonicalJsonBytes,
  compareAscii,
  encodeBody,
  sha256Hex,
  typeOfKey,
  type Change,
  type Commit,
  type Digest,
  type RecordKey,
} from '@colloquy/core';
import { estimateCapacity, type Capacity } from '@colloquy/store-dynamo';
import type { Call, CommitCall, PlainEntity, Trace } from './Trace.ts';

/** What another program would have asked its backend for, where today's asks for `call`. With state of its own for one dialogue. */
export type Program = () => (call: Call) => readonly Call[];

/** Today's. */
export const asItIs: Program = () => (call) => [call];

/** Today's, but that it does not have what a write only looked at compared once more. No store may do that. */
export const withoutChecks: Program = () => (call) =>
  call.method === 'commit' ? [{ ...call, commit: { ...call.commit, checks: [] } }] : [call];

/** What a step cost. */
export interface Cost extends Capacity {
  readonly name: string;
  /** Kinds of its commits: none for a read. */
  readonly kinds: readonly string[];
  /** Bytes of envelopes and log bodies that it wrote. */
  readonly bytes: number;
  /** Records that it wrote. */
  readonly records: number;
}

/** What is there at the end. */
export interface Replayed {
  readonly steps: readonly Cost[];
  readonly records: number;
  /** Of all envelopes. */
  readonly bytes: number;
  /** Of one load. */
  readonly loadUnits: number;
  /** Commits that write a record that the one before wrote too. */
  readonly overlaps: number;
}

/** Lets a program live the life of a dialogue again, over a store that knows what DynamoDB would charge. Sealed as the original was. */
export async function replay(trace: Trace, program: Program): Promise<Replayed> {
  const { id } = trace;
  const { store, take } = estimateCapacity();
  const standing = new Map<RecordKey, Digest>();
  const turn = program();
  const steps: Cost[] = [];
  let overlaps = 0;
  let previous = new Set<RecordKey>();
  for (const { name, calls } of trace.steps) {
    take();
    let bytes = 0;
    let records = 0;
    const kinds: string[] = [];
    for (const call of calls.flatMap(turn)) {
      if (call.method === 'commit') {
        const commit = await sealed(trace, call, standing);
        if ((await store.commit(id, commit)).outcome !== 'committed') throw new Error(`${name} was refused.`);
        for (const { key, digest } of commit.changes) standing.set(key, digest);
        if (commit.changes.some(({ key }) => previous.has(key))) overlaps += 1;
        previous = new Set(commit.changes.map(({ key }) => key));
        bytes += commit.changes.reduce((sum, { envelope }) => sum + envelope.byteLength, commit.body.byteLength);
        records += commit.changes.length;
        kinds.push(call.kind);
      } else if (call.method === 'get') await store.get(id, call.keys);
      else if (call.method === 'last') await store.last(id, call.prefix);
      else if (call.method === 'log') await store.log(id, call.from, call.limit);
      else await store[call.method](id);
    }
    steps.push({ name, kinds, bytes, records, ...take() });
  }
  const { records } = await store.load(id);
  const bytes = records.reduce((sum, { envelope }) => sum + envelope.byteLength, 0);
  return { steps, records: records.length, bytes, loadUnits: take().readUnits, overlaps };
}

/** The commit that a store would have built of these entities. Only lengths count: header and MAC are those of the original. */
async function sealed(trace: Trace, call: CommitCall, standing: ReadonlyMap<RecordKey, Digest>): Promise<Commit> {
  const original = new Map(call.commit.changes.map((change) => [change.key, change]));
  const isWritten = new Set(call.entities.map(({ key }) => key));
  const changed = call.entities.filter((entity) => !call.asSealed.has(entity));
  const anew = await resealed(trace, call, changed);
  const written = [
    ...call.commit.changes.filter(({ key }) => typeOfKey(key) === 'key' || (isWritten.has(key) && !anew.has(key))),
    ...anew.values(),
  ];
  const changes = written
    .map((change) => ({ ...change, prior: standing.get(change.key) ?? null }))
    .sort((a, b) => compareAscii(a.key, b.key));
  const checks = call.commit.checks.map(({ key }) => ({ key, digest: standing.get(key) ?? null }));
  if (changes.every(({ key, digest }) => original.get(key)?.digest === digest) && changes.length === original.size) {
    return { ...call.commit, changes, checks };
  }
  const rows = changes.map(({ key, digest, attributes }) => {
    return { key, digest, attributesDigest: attributesDigest(attributes) };
  });
  return { ...call.commit, changes, checks, body: encodeBody(rows) };
}

async function resealed(
  trace: Trace,
  call: CommitCall,
  entities: readonly PlainEntity[],
): Promise<ReadonlyMap<RecordKey, Change>> {
  if (entities.length === 0) return new Map();
  const sorted = entities.toSorted((a, b) => compareAscii(a.key, b.key));
  const records = sorted.map(({ key, v, payload }) => {
    const plain = {
      address: addressOfKey(trace.id, key),
      entity: payload,
      rev: call.commit.n,
      type: typeOfKey(key),
      v,
    };
    return { key, addressHash: addressHashOfKey(trace.id, key), plaintext: canonicalJsonBytes(plain) };
  });
  const envelopes = await trace.seal(call, records);
  return new Map(
    sorted.map(({ key, attributes }, at) => {
      const envelope = envelopes[at] ?? new Uint8Array(0);
      return [key, { key, prior: null, digest: sha256Hex(envelope), attributes, envelope }];
    }),
  );
}
