import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialogueId } from '../../src/address/index.ts';
import { concat, toHex, utf8Bytes } from '../../src/bytes/index.ts';
import { CommitKeyCache } from '../../src/envelope/CommitKeyCache.ts';
import { openRecords } from '../../src/envelope/openRecords.ts';
import { sealRecords } from '../../src/envelope/sealRecords.ts';
import { seededSources } from '../../src/testing/seededSources.ts';
import { seeded } from '../domain/seeded.ts';
import { flipped, withBytes } from '../vectors/build/damage.ts';
import { batch, bitPatterns, dataKey, id, keyNamed, opening, plain, refusal, sealedRecord } from './support/fixture.ts';

const key = 'perspective#01#01';
const text = 'A secret that no error and no other place may show.';
const { randomBytes } = seededSources({ seed: 1 });

function sealOne(change: Parameters<typeof batch>[1] = {}, at = key): Uint8Array {
  const [envelope] = sealRecords(batch([plain(at, text)], change), randomBytes).envelopes;
  return envelope ?? new Uint8Array(0);
}

const envelope = sealOne();
const other = keyNamed('dek/2');
const bothKeys = new Map([
  [1, dataKey],
  [2, other],
]);

/** A cache that has opened the sound envelope. */
function warm(): CommitKeyCache {
  const cache = new CommitKeyCache(100);
  openRecords(opening([sealedRecord(key, envelope)], { dataKeys: bothKeys }), cache);
  return cache;
}

/** The one answer, whatever was done to the bytes. */
const answer = {
  code: 'integrity_error',
  message: `Dialogue nvidia-analysis: ${key} does not open: it is not what was sealed for this place.`,
  context: { dialogueId: id, key },
  cause: undefined,
};

function open(bytes: Uint8Array, cache = new CommitKeyCache(100), change: Parameters<typeof opening>[1] = {}): unknown {
  return refusal(() => openRecords(opening([sealedRecord(key, bytes)], { dataKeys: bothKeys, ...change }), cache));
}

describe('opening', () => {
  test('the sound envelope opens, cold and warm', () => {
    const cache = new CommitKeyCache(100);
    for (const _ of [1, 2]) {
      const [plaintext] = openRecords(opening([sealedRecord(key, envelope)]), cache);
      expect(plaintext).toEqual(utf8Bytes(text));
    }
  });

  test('a change of any bit of any byte is refused with one answer, cold and warm', () => {
    const cache = warm();
    for (let at = 0; at < envelope.byteLength; at++) {
      for (const bits of bitPatterns) {
        const changed = flipped(envelope, at, bits);
        expect(open(changed), `cold, byte ${at}, bits ${bits}`).toEqual(answer);
        expect(open(changed, cache), `warm, byte ${at}, bits ${bits}`).toEqual(answer);
      }
    }
    expect(open(envelope, cache)).toBe('opened');
  });

  test('every truncation and some extensions are refused, cold and warm', () => {
    const cache = warm();
    const cut = Array.from({ length: envelope.byteLength }, (_, length) => envelope.subarray(0, length));
    const cutBefore = Array.from({ length: envelope.byteLength }, (_, from) => envelope.subarray(from + 1));
    const longer = [1, 2, 8, 16, 64, 84, 300].flatMap((more) => [
      concat([envelope, new Uint8Array(more)]),
      concat([new Uint8Array(more), envelope]),
      concat([envelope.subarray(0, 68), new Uint8Array(more), envelope.subarray(68)]),
    ]);
    for (const bytes of [...cut, ...cutBefore, ...longer, concat([envelope, envelope])]) {
      expect(open(bytes)).toEqual(answer);
      expect(open(bytes, cache)).toEqual(answer);
    }
  });

  test('any mixture of two envelopes of a commit is refused', () => {
    const records = [plain(key, text), plain('perspective#01#02', text.toUpperCase())];
    const [a, b] = sealRecords(batch(records), randomBytes).envelopes;
    if (a === undefined || b === undefined) throw new Error('two envelopes');
    // Up to the ciphertext both have the same bytes but for the nonce.
    const mixtures = Array.from({ length: a.byteLength - 25 }, (_, at) =>
      concat([a.subarray(0, at + 25), b.subarray(at + 25)]),
    );
    const mixed = mixtures.filter((bytes) => toHex(bytes) !== toHex(a) && toHex(bytes) !== toHex(b));
    expect(mixed.length).toBeGreaterThan(80);
    expect(mixed.map((bytes) => open(bytes))).toEqual(mixed.map(() => answer));
  });

  test('any bytes are refused with the same answer', () => {
    const header = envelope.subarray(0, 68);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ maxLength: 400 }).map((rest) => concat([header, rest])),
      fc.uint8Array({ maxLength: 400 }).map((rest) => concat([header.subarray(0, 8), rest])),
    );
    fc.assert(
      fc.property(bytes, (some) => {
        expect(open(some)).toEqual(answer);
      }),
      seeded(300),
    );
  });

  test('an envelope longer than 300 KiB is refused before it is decrypted', () => {
    const [long] = sealRecords(batch([plain(key, new Uint8Array(303_104))]), randomBytes).envelopes;
    expect(long?.byteLength).toBe(311_380);
    expect(open(long ?? new Uint8Array(0))).toEqual(answer);
  });

  test('there is no plaintext form', () => {
    const clear = utf8Bytes(
      JSON.stringify({ address: 'dialogue:nvidia-analysis/entity:perspective/01#01', entity: {} }),
    );
    expect(open(clear)).toEqual(answer);
    expect(open(concat([Uint8Array.of(0x63, 0x6c, 0x72, 1), clear]))).toEqual(answer);
  });

  test('another subkey, type or dialogue is refused, cold and warm', () => {
    const elsewhere = dialogueId('nvidia-analysis-2');
    const cache = warm();
    const places = [
      sealedRecord('perspective#01#02', envelope),
      sealedRecord('tension#01#01', envelope),
      sealedRecord(key, envelope, elsewhere),
    ];
    for (const record of places) {
      for (const found of [new CommitKeyCache(10), cache]) {
        expect(refusal(() => openRecords(opening([record]), found))).toMatchObject({ code: 'integrity_error' });
      }
    }
  });

  test('another data key is refused: of another dialogue, tenant, or version', () => {
    expect(open(envelope, undefined, { dataKeys: new Map([[1, other]]) })).toEqual(answer);
    expect(open(envelope, undefined, { dataKeys: new Map([[2, dataKey]]) })).toEqual(answer);
    expect(open(envelope, undefined, { dataKeys: new Map() })).toEqual(answer);
    expect(open(withBytes(envelope, 4, [0, 0, 0, 2]), warm())).toEqual(answer);
  });

  test('a key version below the minimum is refused, though the cache knows its key', () => {
    expect(open(envelope, warm(), { dataKeys: new Map([[2, other]]) })).toEqual(answer);
  });

  test('both versions of the data key open what they sealed', () => {
    const later = sealOne({ keyVersion: 2, dataKey: other }, 'perspective#01#02');
    const records = [sealedRecord(key, envelope), sealedRecord('perspective#01#02', later)];
    const opened = openRecords(opening(records, { dataKeys: bothKeys }), new CommitKeyCache(10));
    expect(opened).toEqual([utf8Bytes(text), utf8Bytes(text)]);
  });

  test('one damaged record refuses the batch, and is named', () => {
    const names = ['perspective#01#01', 'perspective#01#02', 'perspective#01#03'];
    const { envelopes } = sealRecords(batch(names.map((name) => plain(name, text))), randomBytes);
    const records = names.map((name, at) => sealedRecord(name, envelopes[at] ?? new Uint8Array(0)));
    const damaged = records.map((record, at) =>
      at === 1 ? { ...record, envelope: flipped(record.envelope, 70, 1) } : record,
    );
    expect(refusal(() => openRecords(opening(damaged), new CommitKeyCache(10)))).toMatchObject({
      code: 'integrity_error',
      context: { dialogueId: id, key: 'perspective#01#02' },
    });
  });

  test('opening leaves the envelope as it was, wherever it lies in its buffer', () => {
    const around = concat([new Uint8Array(13).fill(9), envelope, new Uint8Array(5).fill(9)]);
    const view = around.subarray(13, 13 + envelope.byteLength);
    for (const cache of [new CommitKeyCache(10), warm()]) expect(open(view, cache)).toBe('opened');
    expect(toHex(view)).toBe(toHex(envelope));
  });
});
