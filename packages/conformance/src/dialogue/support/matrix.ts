import { dialogueId, type DialogueHandle, type DialogueStore, type RecordKey, type StoredRecord } from '@colloquy/core';
import type { DialogueContext } from '../kit/DialogueFixture.ts';
import { concat, regionNames, regionOf, withRegion, type Region } from './envelopeSpec.ts';
import { endOf, sure } from './errors.ts';
import { hash, hexOf } from './spec.ts';
import { beginning, id, perform, performAll, tension } from './story.ts';
import { briefFinding, one, prepared, two, type Prepared } from './tampering.ts';

const neighbour = dialogueId('laws-copied');

/** What somebody who tampers has at hand, and readers of every kind. */
export interface Material extends Prepared {
  /** The sound record. */
  readonly now: StoredRecord;
  /** Envelopes that are sound at another place or time, by what they are. */
  readonly others: Readonly<Record<'older' | 'subkey' | 'type' | 'dialogue', Uint8Array>>;
  /** Has opened everything before anything was touched. */
  readonly warm: DialogueStore;
  readonly handle: DialogueHandle;
}

export async function material(t: DialogueContext): Promise<Material> {
  const bench = await prepared(t);
  const { fixture, store, record, old } = bench;
  await performAll(store, neighbour, [...beginning, tension]);
  const foreign = (await fixture.probe.rows(neighbour)).records.find(({ key }) => key === one);
  const warm = fixture.store();
  const handle = await warm.open(id);
  await warm.item(id, 'T0001');
  return {
    ...bench,
    now: record(one),
    others: {
      older: old(one).envelope,
      subkey: record(two).envelope,
      type: record('expert#muffin').envelope,
      dialogue: sure(foreign).envelope,
    },
    warm,
    handle,
  };
}

/** One way to change the bytes of an envelope. */
export interface Damage {
  readonly name: string;
  readonly region: Region | 'everything';
  readonly envelope: Uint8Array;
}

type Action = (part: Uint8Array) => Uint8Array;

const flip =
  (bits: number, last: boolean): Action =>
  (part) =>
    part.map((byte, at) => (at === (last ? part.byteLength - 1 : 0) ? byte ^ bits : byte));

const actions: Readonly<Record<string, Action>> = {
  'first bit flipped': flip(0x80, false),
  'last bit flipped': flip(0x01, true),
  zeroed: (part) => new Uint8Array(part.byteLength),
  'all ones': (part) => new Uint8Array(part.byteLength).fill(0xff),
  'a byte shorter': (part) => part.subarray(1),
  'a byte longer': (part) => concat(part, Uint8Array.of(0)),
  'sixteen bytes longer': (part) => concat(part, new Uint8Array(16)),
};

/** Regions times actions, regions of other envelopes, and other envelopes whole; what changes nothing is left out. */
export function damages({ now, others }: Material): readonly Damage[] {
  const sound = now.envelope;
  const found: Damage[] = [];
  for (const region of regionNames) {
    const part = regionOf(sound, region);
    for (const [name, act] of Object.entries(actions)) {
      found.push({ name: `${region}: ${name}`, region, envelope: withRegion(sound, region, act(part)) });
    }
    for (const [name, other] of Object.entries(others)) {
      const envelope = withRegion(sound, region, regionOf(other, region));
      found.push({ name: `${region}: that of another ${name}`, region, envelope });
    }
  }
  for (const [name, other] of Object.entries(others)) {
    found.push({ name: `everything: another ${name}`, region: 'everything', envelope: other });
  }
  return found.filter(({ envelope }) => hexOf(envelope) !== hexOf(sound));
}

type Use = readonly [name: string, use: (store: DialogueStore) => Promise<unknown>];

/** Every way to come upon the first tension. */
export const usesOfOne: readonly Use[] = [
  ['item', (store) => store.item(id, 'T0001')],
  ['load', (store) => store.load(id)],
  ['open', (store) => store.open(id)],
  [
    'write',
    (store) => perform(store, id, { method: 'transitionItem', input: { target: 'T0001', status: 'reopened' } }),
  ],
];

export interface Expectation {
  readonly message: string;
  /** Uses that have no way to notice, as the specification says: what they look at is authentic, or they do not look at it. */
  readonly blind?: readonly string[];
  /** A finding that must be among those of verify. */
  readonly told: string;
}

/** Every use by a warm and a cold store ends in `integrity_error`, and verify tells what it is. */
export async function expectNoticed(
  t: DialogueContext,
  { fixture, warm }: Material,
  { message, blind = [], told }: Expectation,
  uses: readonly Use[] = usesOfOne,
): Promise<void> {
  for (const [temperature, open] of [
    ['warm', () => warm],
    ['cold', () => fixture.store()],
  ] as const) {
    for (const [name, use] of uses) {
      const isBlind = blind.includes(name) || blind.includes(`${name} ${temperature}`);
      if (isBlind && name === 'write') continue;
      const end = await endOf(() => use(open()));
      if (isBlind) {
        t.equal(end, 'ok', 'sound-record-refused', `${message}: ${name}, ${temperature}`);
        continue;
      }
      t.check(end.split('/')[0] === 'integrity_error', end === 'ok' ? 'tampering-unnoticed' : 'wrong-code', {
        message: `${message}: ${name}, ${temperature}`,
        expected: 'integrity_error',
        actual: end,
      });
    }
    const findings = (await open().verify(id)).findings.map(briefFinding);
    t.check(findings.includes(told), 'tampering-not-told', {
      message: `${message}: verify, ${temperature}`,
      expected: told,
      actual: findings,
    });
  }
}

/** Puts a record past the store, its digest made to fit, and takes it away again afterwards. */
export async function withRaw<T>({ fixture }: Material, record: StoredRecord, use: () => Promise<T>): Promise<T> {
  const { records } = await fixture.probe.rows(id);
  const before = records.find(({ key }) => key === record.key);
  await fixture.probe.putRecord(id, { ...record, digest: hexOf(hash(record.envelope)) });
  try {
    return await use();
  } finally {
    if (before === undefined) await fixture.probe.removeRecord(id, record.key);
    else await fixture.probe.putRecord(id, before);
  }
}

/** Puts bytes under a head, a log and a state tag that are right for them: only the envelope is left to tell. */
export async function withLanded<T>(
  { forger, now }: Material,
  envelope: Uint8Array,
  use: () => Promise<T>,
): Promise<T> {
  const { key, attributes } = now;
  await forger.land({ puts: [{ key, attributes, envelope }] });
  try {
    return await use();
  } finally {
    await forger.land({ puts: [{ key, attributes, envelope: now.envelope }] });
  }
}

/** What verify says of bytes that were put past the store. */
export function rawFinding({ region, name }: Damage): string {
  if (region !== 'everything') return `record_changed ${one} 8`;
  if (name.endsWith('older')) return `record_replayed ${one} 5`;
  return name.endsWith('dialogue') ? `record_changed ${one} 8` : `record_misplaced ${one} 8`;
}

export function keyAt(text: string): RecordKey {
  return text as RecordKey;
}
