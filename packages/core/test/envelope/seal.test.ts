import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesEqual, compareAscii, toHex } from '../../src/bytes/index.ts';
import { CommitKeyCache } from '../../src/envelope/CommitKeyCache.ts';
import type { RandomBytes } from '../../src/envelope/draw.ts';
import { openRecords } from '../../src/envelope/openRecords.ts';
import { sealRecords } from '../../src/envelope/sealRecords.ts';
import { seededSources } from '../../src/testing/seededSources.ts';
import { seeded } from '../domain/seeded.ts';
import { counting } from '../vectors/build/material.ts';
import { batch, dataKey, keyNamed, opening, plain, refusal, sealedRecord } from './support/fixture.ts';

/** What a cloned machine has: the same bytes at each call, in an order that does not repeat within one commit. */
const cloned: RandomBytes = (length) => counting(length);
const fresh = (seed: number): RandomBytes => seededSources({ seed }).randomBytes;

const salts = (envelopes: readonly Uint8Array[]): ReadonlySet<string> =>
  new Set(envelopes.map((one) => toHex(one.subarray(8, 24))));
const nonces = (envelopes: readonly Uint8Array[]): ReadonlySet<string> =>
  new Set(envelopes.map((one) => toHex(one.subarray(24, 36))));

function many(count: number, text = 'text'): ReturnType<typeof plain>[] {
  return Array.from({ length: count }, (_, at) =>
    plain(`perspective#01#${String(at).padStart(4, '0')}`, `${text} ${at}`),
  );
}

describe('sealing', () => {
  test('opens to what was sealed, for every size to the edges of the greatest', () => {
    const sizes = [
      0, 1, 62, 63, 64, 65, 71, 72, 127, 128, 1023, 1024, 4096, 65_535, 65_536, 262_143, 262_144, 303_102, 303_103,
    ];
    const records = sizes.map((size, at) => plain(`perspective#01#${String(at).padStart(2, '0')}`, counting(size)));
    const { envelopes } = sealRecords(batch(records), fresh(1));
    expect(envelopes.at(-1)?.byteLength).toBe(303_188);
    const sealed = records.map(({ key }, at) => sealedRecord(key, envelopes[at] ?? new Uint8Array(0)));
    const opened = openRecords(opening(sealed), new CommitKeyCache(10));
    records.forEach(({ plaintext }, at) => expect(bytesEqual(opened[at] ?? new Uint8Array(0), plaintext)).toBe(true));
  });

  test('any records of any commit open to what was sealed', () => {
    const texts = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.integer(), (plaintexts, keyVersion, seed) => {
        const records = plaintexts.map((bytes, at) => plain(`perspective#01#0${at}`, bytes));
        const { envelopes } = sealRecords(batch(records, { keyVersion }), fresh(seed));
        const sealed = records.map(({ key }, at) => sealedRecord(key, envelopes[at] ?? new Uint8Array(0)));
        const dataKeys = new Map([[keyVersion, dataKey]]);
        expect(openRecords(opening(sealed, { dataKeys }), new CommitKeyCache(10))).toEqual(plaintexts);
      }),
      seeded(100),
    );
  });

  test('one salt, one commitment and one header within a commit; others in another', () => {
    const a = sealRecords(batch(many(50)), fresh(1));
    const b = sealRecords(batch(many(50)), fresh(2));
    for (const { envelopes } of [a, b]) {
      expect(salts(envelopes).size).toBe(1);
      expect(new Set(envelopes.map((one) => toHex(one.subarray(36, 68)))).size).toBe(1);
      expect(new Set(envelopes.map((one) => toHex(one.subarray(0, 8))))).toEqual(new Set(['0101010100000001']));
      expect(nonces(envelopes).size).toBe(50);
    }
    expect(salts([...a.envelopes, ...b.envelopes]).size).toBe(2);
    expect(nonces([...a.envelopes, ...b.envelopes]).size).toBe(100);
    expect(toHex(a.commitId)).not.toBe(toHex(b.commitId));
  });

  test('the key version stands in bytes 4 to 7', () => {
    const { envelopes } = sealRecords(batch(many(1), { keyVersion: 0x01020304 }), fresh(1));
    expect(envelopes[0] && toHex(envelopes[0].subarray(0, 8))).toBe('0101010101020304');
  });

  test('a cloned machine that repeats its random bytes gives other salts to other commits', () => {
    const one = (text: string): ReturnType<typeof plain>[] => [plain('perspective#01#01', text)];
    const commits = [
      batch(one('a')),
      batch(one('b')),
      batch(one('a'), { n: 3 }),
      batch(one('a'), { kind: 'register-items' }),
      batch(one('a'), { prevHash: new Uint8Array(32) }),
      batch(one('a'), { dataKey: keyNamed('another') }),
      batch([plain('perspective#01#02', 'a')]),
      batch([...one('a'), plain('perspective#01#02', '')]),
      batch([plain('perspective#01#01', ''), plain('perspective#01#02', 'a')]),
      batch([]),
    ].map((request) => sealRecords(request, cloned));
    const envelopes = commits.flatMap((commit) => commit.envelopes.slice(0, 1));
    expect(envelopes).toHaveLength(9);
    expect(salts(envelopes).size).toBe(9);
    expect(new Set(commits.map(({ commitId }) => toHex(commitId))).size).toBe(10);
    // The same commit is the same bytes: nothing is told twice.
    expect(sealRecords(batch(one('a')), cloned)).toEqual(commits[0]);
  });

  test('the same commit has another salt when the random bytes differ', () => {
    const [a, b] = [1, 2].map((seed) => sealRecords(batch(many(1)), fresh(seed)));
    expect(salts([...(a?.envelopes ?? []), ...(b?.envelopes ?? [])]).size).toBe(2);
    expect(toHex(sealRecords(batch([]), fresh(1)).commitId)).not.toBe(toHex(sealRecords(batch([]), fresh(2)).commitId));
  });

  test('a nonce that repeats within a commit is drawn again', () => {
    let draws = 0;
    const stutter: RandomBytes = (length) => {
      draws += 1;
      return draws === 1 ? new Uint8Array(length).fill(5) : new Uint8Array(length).fill(draws);
    };
    const { envelopes } = sealRecords(batch(many(4)), stutter);
    expect(nonces(envelopes).size).toBe(4);
  });

  test('a source that repeats itself, or gives too little, seals nothing', () => {
    expect(() => sealRecords(batch(many(2)), (length) => new Uint8Array(length))).toThrow(/repeats itself/);
    expect(() => sealRecords(batch(many(1)), (length) => new Uint8Array(length - 1))).toThrow(/43 bytes where 44/);
  });

  test('records out of order, or twice, are refused before anything is drawn', () => {
    const [a, b] = many(2);
    if (a === undefined || b === undefined) throw new Error('two records');
    let draws = 0;
    const source: RandomBytes = (length) => {
      draws += 1;
      return new Uint8Array(length);
    };
    const message = 'The records of a commit come in key order, each once.';
    const expected = { code: 'invalid_argument', message, context: {}, cause: undefined };
    for (const records of [
      [b, a],
      [a, a],
      [a, b, a],
    ]) {
      expect(refusal(() => sealRecords(batch(records), source))).toEqual(expected);
    }
    expect(draws).toBe(0);
  });

  test('key order is address order, so that the order of sealing is that of the specification', () => {
    const keys = [
      'ref#P0101#support#P0001',
      'reference#a',
      'dialogue#meta',
      'key#dek#0001',
      'key#dek',
      'key#d-k',
      'key#d.k',
    ];
    const addresses = new Map(keys.map((key) => [key, key.replace('#', '/')]));
    const byAddress = keys.toSorted((x, y) => compareAscii(addresses.get(x) ?? '', addresses.get(y) ?? ''));
    expect(keys.toSorted(compareAscii)).toEqual(byAddress);
  });

  test.each([
    ['a key version of 0', { keyVersion: 0 }],
    ['a key version of 2^31', { keyVersion: 2 ** 31 }],
    ['a key version that is no integer', { keyVersion: 1.5 }],
    ['a short prevHash', { prevHash: new Uint8Array(31) }],
    ['a short address hash', { records: [{ ...plain('perspective#01#01', ''), addressHash: new Uint8Array(31) }] }],
  ])('refuses %s', (_, change) => {
    expect(refusal(() => sealRecords(batch(many(1), change), fresh(1)))).toMatchObject({ code: 'invalid_argument' });
  });
});
