import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StateSum } from '../../src/log/StateSum.ts';
import { seeded } from '../domain/seeded.ts';

const modulus = 2n ** 256n;

function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

const number = fc.oneof(
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
  fc.constantFrom(new Uint8Array(32), new Uint8Array(32).fill(255), Uint8Array.of(...new Uint8Array(31), 1)),
);

describe('StateSum', () => {
  test('is addition and subtraction modulo 2^256, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), number), { maxLength: 50 }), (steps) => {
        const sum = new StateSum();
        let expected = 0n;
        for (const [plus, bytes] of steps) {
          if (plus) sum.add(bytes);
          else sum.subtract(bytes);
          expected += plus ? toBigInt(bytes) : -toBigInt(bytes);
        }
        expect(toBigInt(sum.toBytes())).toBe(((expected % modulus) + modulus) % modulus);
        // Reading the sum changes nothing.
        expect(toBigInt(sum.add(new Uint8Array(32)).toBytes())).toBe(((expected % modulus) + modulus) % modulus);
      }),
      seeded(200),
    );
  });

  test('stays exact beyond the number of additions after which it carries', () => {
    const ones = new Uint8Array(32).fill(255);
    const sum = new StateSum();
    const times = 2 ** 20 + 3;
    for (let i = 0; i < times; i++) sum.add(ones);
    expect(toBigInt(sum.toBytes())).toBe((BigInt(times) * (modulus - 1n)) % modulus);
  });

  test('the empty sum is zero, and a summand has 32 bytes', () => {
    expect(toBigInt(new StateSum().toBytes())).toBe(0n);
    expect(() => new StateSum().add(new Uint8Array(31))).toThrow(RangeError);
  });
});
