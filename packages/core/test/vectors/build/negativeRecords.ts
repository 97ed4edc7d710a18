import { createSecretKey } from 'node:crypto';
import { addressHashOfKey, type RecordKey } from '../../../src/address/index.ts';
import { canonicalJsonBytes, concat, toHex, utf8Bytes, type Json } from '../../../src/bytes/index.ts';
import { encodePrefix } from '../../../src/envelope/layout.ts';
import { pad } from '../../../src/envelope/padding.ts';
import { paddedFlag } from '../../../src/envelope/purposes.ts';
import { plainRecord } from '../../../src/store/records.ts';
import { dialogueId } from '../../../src/address/index.ts';
import { flipped, regions, withBytes } from './damage.ts';
import { material } from './material.ts';
import { sealRaw } from './sealRaw.ts';
import { dataKeys, id, story } from './story.ts';

export interface NegativeRecord {
  readonly name: string;
  /** The step of opening (EV-OPEN-01 to -06) at which it is refused. */
  readonly step: 1 | 2 | 3 | 4 | 5 | 6;
  readonly tenant: string;
  readonly dialogueId: string;
  readonly key: string;
  readonly headN: number;
  readonly dataKeys: Readonly<Record<string, string>>;
  /** Opened before, at `warmKey`, by the same reader: what its cache holds then. */
  readonly warm?: string;
  readonly warmKey?: string;
  readonly envelope: string;
}

const key = 'perspective#01#01';
const addressHash = addressHashOfKey(id, key as RecordKey);
const known = Object.fromEntries(dataKeys.map((bytes, at) => [String(at + 1), toHex(bytes)]));

/** The envelope of that record in the story. */
function sound(): Uint8Array {
  for (const { records, sealed } of story()) {
    const at = records.findIndex((record) => record.key === key);
    const envelope = sealed.envelopes[at];
    if (envelope !== undefined) return envelope;
  }
  throw new Error(`The story has no ${key}.`);
}

type Place = Partial<Pick<NegativeRecord, 'tenant' | 'dialogueId' | 'key' | 'headN' | 'dataKeys' | 'warm' | 'warmKey'>>;

function refused(name: string, step: NegativeRecord['step'], envelope: Uint8Array, place: Place = {}): NegativeRecord {
  const at = { tenant: 'acme', dialogueId: id, key, headN: 4, dataKeys: known, ...place };
  return { name, step, ...at, envelope: toHex(envelope) };
}

function authentic(name: string, plaintext: Uint8Array, flags: number = paddedFlag): Uint8Array {
  const prefix = encodePrefix('record', 1, flags);
  const from = createSecretKey(dataKeys[0] ?? new Uint8Array(0));
  return sealRaw({ from, purpose: 'record', prefix, name: `negative/${name}`, associatedData: addressHash, plaintext });
}

function damaged(envelope: Uint8Array): readonly NegativeRecord[] {
  const warm = toHex(envelope);
  const last = envelope.byteLength - 1;
  const single: readonly (readonly [string, NegativeRecord['step'], Uint8Array])[] = [
    ['version 0', 1, withBytes(envelope, 0, [0])],
    ['version 2', 1, withBytes(envelope, 0, [2])],
    ['suite 0', 1, withBytes(envelope, 1, [0])],
    ['suite 2', 1, withBytes(envelope, 1, [2])],
    ['purpose of a data key wrap', 1, withBytes(envelope, 2, [2])],
    ['purpose 3', 1, withBytes(envelope, 2, [3])],
    ['reserved flag', 1, withBytes(envelope, 3, [3])],
    ['flags 0x80', 1, withBytes(envelope, 3, [0x81])],
    ['padded flag cleared', 3, withBytes(envelope, 3, [0])],
    ['key version 0', 1, withBytes(envelope, 4, [0, 0, 0, 0])],
    ['key version 2^31', 1, withBytes(envelope, 4, [0x80, 0, 0, 0])],
    ['key version that the caller does not know', 2, withBytes(envelope, 4, [0, 0, 0, 3])],
    ['key version of another data key', 3, withBytes(envelope, 4, [0, 0, 0, 2])],
    ['salt, first bit', 3, flipped(envelope, regions.salt, 0x80)],
    ['salt, last bit', 3, flipped(envelope, regions.nonce - 1, 1)],
    ['commitment, first bit', 3, flipped(envelope, regions.commitment, 0x80)],
    ['commitment, last bit', 3, flipped(envelope, regions.ciphertext - 1, 1)],
    ['nonce, first bit', 4, flipped(envelope, regions.nonce, 0x80)],
    ['nonce, last bit', 4, flipped(envelope, regions.commitment - 1, 1)],
    ['ciphertext, first bit', 4, flipped(envelope, regions.ciphertext, 0x80)],
    ['ciphertext, last bit', 4, flipped(envelope, last - 16, 1)],
    ['tag, first bit', 4, flipped(envelope, last - 15, 0x80)],
    ['tag, last bit', 4, flipped(envelope, last, 1)],
    ['one byte short', 4, envelope.subarray(0, last)],
    ['one byte long', 4, concat([envelope, Uint8Array.of(0)])],
    ['tag cut to 4 bytes', 4, envelope.subarray(0, last - 11)],
  ];
  return [
    ...single.map(([name, step, bytes]) => refused(name, step, bytes)),
    ...single.map(([name, step, bytes]) => refused(`${name}, warm cache`, step, bytes, { warm, warmKey: key })),
    refused('empty', 1, new Uint8Array(0)),
    refused('83 bytes', 1, envelope.subarray(0, 83)),
    refused('plaintext', 1, utf8Bytes('{"address":"dialogue:nvidia-analysis/entity:perspective/01#01"}')),
  ];
}

function elsewhere(envelope: Uint8Array): readonly NegativeRecord[] {
  const warm = toHex(envelope);
  const other = { 1: toHex(material('dek/other')) };
  return [
    refused('another subkey', 4, envelope, { key: 'perspective#01#02' }),
    refused('another subkey, warm cache', 4, envelope, { key: 'perspective#01#02', warm, warmKey: key }),
    refused('another type', 4, envelope, { key: 'tension#01#01' }),
    refused('another dialogue, same data key', 4, envelope, { dialogueId: dialogueId('nvidia-analysis-2') }),
    refused('another dialogue', 3, envelope, { dialogueId: dialogueId('nvidia-analysis-2'), dataKeys: other }),
    refused('another tenant', 3, envelope, { tenant: 'apex', dataKeys: other }),
    refused('another data key', 3, envelope, { dataKeys: other }),
    refused('below the minimum version', 2, envelope, { dataKeys: { 2: known['2'] ?? '' } }),
  ];
}

function badlyPadded(): readonly NegativeRecord[] {
  const good = pad(canonicalJsonBytes({ a: 'x'.repeat(100) }));
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['padding: nothing at all', new Uint8Array(0)],
    ['padding: zeros only', new Uint8Array(64)],
    ['padding: mark 0x81', withBytes(new Uint8Array(64), 10, [0x81])],
    ['padding: a byte after the mark', withBytes(new Uint8Array(64), 10, [0x80, 0, 1])],
    ['padding: one step too long', concat([good, new Uint8Array(8)])],
    ['padding: one byte too long', concat([good, new Uint8Array(1)])],
    ['padding: cut', good.subarray(0, good.byteLength - 1)],
    ['padding: shorter than 64', withBytes(new Uint8Array(32), 2, [0x80])],
  ];
  return cases.map(([name, bytes]) => refused(name, 5, authentic(name, bytes)));
}

/** Sealed by the data key under a header that version 1 does not have: right to the last bit, and still refused. */
function foreignHeaders(): readonly NegativeRecord[] {
  const plaintext = pad(plainRecord(id, key as RecordKey, 1, 1, {}).plaintext);
  const good = encodePrefix('record', 1, paddedFlag);
  const from = createSecretKey(dataKeys[0] ?? new Uint8Array(0));
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['version 2', withBytes(good, 0, [2]), '1'],
    ['suite 2', withBytes(good, 1, [2]), '1'],
    ['purpose of a data key wrap', withBytes(good, 2, [2]), '1'],
    ['flags 0x03', withBytes(good, 3, [3]), '1'],
    ['key version 0', withBytes(good, 4, [0, 0, 0, 0]), '0'],
    ['key version 2^31', withBytes(good, 4, [0x80, 0, 0, 0]), '2147483648'],
  ];
  return cases.map(([what, prefix, version]) => {
    const name = `sealed with ${what}`;
    const envelope = sealRaw({ from, purpose: 'record', prefix, name, associatedData: addressHash, plaintext });
    return refused(name, 1, envelope, { dataKeys: { [version]: known['1'] ?? '' } });
  });
}

function badPlaintexts(): readonly NegativeRecord[] {
  const plain = (address: string, rev: number, type: string): Json => ({ address, entity: {}, rev, type, v: 1 });
  const home = 'dialogue:nvidia-analysis/entity:perspective/01#01';
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['plaintext: no JSON', utf8Bytes('{')],
    ['plaintext: not an object', utf8Bytes('1')],
    ['plaintext: null', utf8Bytes('null')],
    ['plaintext: address of another record', plainRecord(id, 'perspective#01#02' as RecordKey, 1, 1, {}).plaintext],
    ['plaintext: type of another record', canonicalJsonBytes(plain(home, 1, 'tension'))],
    ['plaintext: rev 0', canonicalJsonBytes(plain(home, 0, 'perspective'))],
    ['plaintext: rev above the head', canonicalJsonBytes(plain(home, 5, 'perspective'))],
    ['plaintext: rev not an integer', canonicalJsonBytes(plain(home, 1.5, 'perspective'))],
    ['plaintext: no entity', canonicalJsonBytes({ address: home, rev: 1, type: 'perspective', v: 1 })],
    ['plaintext: no version', canonicalJsonBytes({ address: home, entity: {}, rev: 1, type: 'perspective' })],
  ];
  return cases.map(([name, bytes]) => refused(name, 6, authentic(name, pad(bytes))));
}

export function negativeRecords(): readonly NegativeRecord[] {
  const envelope = sound();
  return [...damaged(envelope), ...elsewhere(envelope), ...foreignHeaders(), ...badlyPadded(), ...badPlaintexts()];
}
