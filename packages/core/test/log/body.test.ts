import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordKey } from '../../src/address/RecordKey.ts';
import { attributesDigest, encodeBody, parseBody } from '../../src/log/body.ts';
import { seeded } from '../domain/seeded.ts';

const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const row = fc.record({
  key: fc.stringMatching(/^[a-z]{1,5}(#[A-Za-z0-9._~-]{1,4}){1,3}$/).map((key) => key as RecordKey),
  digest,
  attributesDigest: digest,
});
const rows = fc
  .uniqueArray(row, { selector: ({ key }) => key })
  .map((list) => list.toSorted((a, b) => (a.key < b.key ? -1 : 1)));

const a = `["a#1","${'0'.repeat(64)}","${'1'.repeat(64)}"]`;
const b = `["b#1","${'0'.repeat(64)}","${'1'.repeat(64)}"]`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('entry body', () => {
  test('reads back what it writes', () => {
    fc.assert(
      fc.property(rows, (value) => {
        expect(parseBody(encodeBody(value))).toEqual(value);
      }),
      seeded(200),
    );
  });

  test('an entry without changes has the body []', () => {
    expect(Buffer.from(encodeBody([])).toString()).toBe('[]');
    expect(parseBody(bytes('[]'))).toEqual([]);
  });

  test('two rows in order parse, so that every refusal below is for its own reason', () => {
    expect(parseBody(bytes(`[${a},${b}]`))).toHaveLength(2);
  });

  test.each([
    ['keys out of order', `[${b},${a}]`],
    ['a key twice', `[${a},${a}]`],
    ['white space', `[${a}, ${b}]`],
    ['a row of two', `[["a#1","${'0'.repeat(64)}"]]`],
    ['a row of four', `[["a#1","${'0'.repeat(64)}","${'1'.repeat(64)}",1]]`],
    ['a key that is none', `[["A#1","${'0'.repeat(64)}","${'1'.repeat(64)}"]]`],
    ['a digest in uppercase', `[["a#1","${'A'.repeat(64)}","${'1'.repeat(64)}"]]`],
    ['an object', '{}'],
    ['no JSON', '['],
  ])('refuses %s', (_what, text) => {
    expect(parseBody(bytes(text))).toBeUndefined();
  });

  test('the digest of attributes does not depend on their order, and tells types apart', () => {
    expect(attributesDigest({ a: 1, b: true })).toBe(attributesDigest({ b: true, a: 1 }));
    expect(attributesDigest({ a: 1 })).not.toBe(attributesDigest({ a: '1' }));
    expect(attributesDigest({})).not.toBe(attributesDigest({ a: false }));
  });
});
