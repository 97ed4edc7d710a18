import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pad, paddedLength, unpad } from '../../src/envelope/padding.ts';
import { seeded } from '../domain/seeded.ts';

/** The rule as it is written, with logarithms. */
function byTheRule(length: number): number {
  const marked = length + 1;
  if (marked <= 64) return 64;
  const exponent = Math.floor(Math.log2(marked));
  const low = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(marked / low) * low;
}

describe('padding', () => {
  test.each([
    [0, 64],
    [63, 64],
    [64, 72],
    [71, 72],
    [72, 80],
    [127, 128],
    [128, 144],
    [1024, 1088],
    [262_143, 262_144],
    [262_144, 270_336],
    [303_103, 303_104],
    [303_104, 311_296],
  ])('%i bytes become %i', (length, expected) => {
    expect(paddedLength(length)).toBe(expected);
  });

  test('agrees with the rule for every length to 5 000 and any to 400 000, and adds less than an eighth', () => {
    for (let length = 0; length < 5000; length++) expect(paddedLength(length)).toBe(byTheRule(length));
    fc.assert(
      fc.property(fc.integer({ min: 64, max: 400_000 }), (length) => {
        const padded = paddedLength(length);
        expect(padded).toBe(byTheRule(length));
        expect(padded).toBeGreaterThan(length);
        expect(padded - (length + 1)).toBeLessThan((length + 1) / 8);
        expect(padded).toBeGreaterThanOrEqual(paddedLength(length - 1));
      }),
      seeded(500),
    );
  });

  test('strips what it added, whatever the text ends with', () => {
    const ends = fc.constantFrom([], [0], [0x80], [0x80, 0], [0, 0x80, 0, 0]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), ends, (start, end) => {
        const plaintext = Uint8Array.from([...start, ...end]);
        expect(unpad(pad(plaintext))).toEqual(plaintext);
      }),
      seeded(300),
    );
  });

  test('refuses every other length and every byte that is not its own', () => {
    for (const length of [0, 1, 62, 63, 64, 71, 72, 1000]) {
      const padded = pad(new Uint8Array(length).fill(0xaa));
      expect(unpad(padded.subarray(0, -1))).toBeUndefined();
      expect(unpad(Uint8Array.from([...padded, 0]))).toBeUndefined();
      for (let at = length; at < padded.byteLength; at++) {
        for (const value of [1, 0x7f, 0x80, 0x81, 0xff]) {
          const changed = Uint8Array.from(padded);
          changed[at] = at === length && value === 0x80 ? 0 : value;
          // A mark put further on makes a longer text of the same length class: authentic bytes never hold it.
          const stripped = unpad(changed);
          if (stripped !== undefined) expect([changed[at], stripped.byteLength]).toEqual([0x80, at]);
        }
      }
    }
    expect(unpad(new Uint8Array(0))).toBeUndefined();
    expect(unpad(new Uint8Array(64))).toBeUndefined();
  });
});
