import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getU32 } from '../../src/bytes/encode.ts';
import { lengthPrefixed, u32, u64 } from '../../src/bytes/index.ts';
import { seeded } from '../domain/seeded.ts';

const length = fc.nat({ max: 2 ** 32 - 1 });

test.each([0, 1, 255, 256, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1])('u32 of %i is big-endian and reads back', (value) => {
  const expected = Buffer.alloc(4);
  expected.writeUInt32BE(value);
  expect(Buffer.from(u32(value))).toStrictEqual(expected);
  expect(getU32(expected, 0)).toBe(value);
});

test('u32 reads back anywhere in a view of something longer', () => {
  fc.assert(
    fc.property(length, fc.nat({ max: 20 }), (value, at) => {
      const bytes = Buffer.alloc(32, 0xff).subarray(3);
      bytes.set(u32(value), at);
      expect(getU32(bytes, at)).toBe(value);
    }),
    seeded(200),
  );
});

test('u64 is big-endian for every safe integer', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      const expected = Buffer.alloc(8);
      expected.writeBigUInt64BE(BigInt(value));
      expect(Buffer.from(u64(value))).toStrictEqual(expected);
    }),
    { ...seeded(200), examples: [[0], [2 ** 32 - 1], [2 ** 32], [Number.MAX_SAFE_INTEGER]] },
  );
});

test('LP counts bytes, not characters', () => {
  expect([...lengthPrefixed('aé')]).toStrictEqual([0, 0, 0, 3, 0x61, 0xc3, 0xa9]);
  expect([...lengthPrefixed(Uint8Array.of(7, 8))]).toStrictEqual([0, 0, 0, 2, 7, 8]);
});
