import { describe, expect, test } from 'vitest';
import { isSafePublicKey } from '../../src/checkpoint/safePublicKey.ts';
import { signer } from './support/notes.ts';

const prime = 2n ** 255n - 19n;
const d = (-121665n * inverse(121666n)) % prime;

function modulo(value: bigint): bigint {
  return ((value % prime) + prime) % prime;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let b = modulo(base), e = exponent; e > 0n; e >>= 1n, b = (b * b) % prime)
    if ((e & 1n) === 1n) result = (result * b) % prime;
  return result;
}

function inverse(value: bigint): bigint {
  return power(value, prime - 2n);
}

type Point = readonly [x: bigint, y: bigint];

/** Addition on the twisted Edwards curve of RFC 8032, 5.1.4, in affine coordinates. */
function add([x1, y1]: Point, [x2, y2]: Point): Point {
  const product = modulo(d * x1 * x2 * y1 * y2);
  return [modulo((x1 * y2 + y1 * x2) * inverse(1n + product)), modulo((y1 * y2 + x1 * x2) * inverse(1n - product))];
}

/** The x of a y (RFC 8032, 5.1.3); undefined when no point has this y. */
function xOf(y: bigint): bigint | undefined {
  const u = modulo(y * y - 1n);
  const v = modulo(d * y * y + 1n);
  const square = modulo(u * inverse(v));
  const root = power(square, (prime + 3n) / 8n);
  for (const x of [root, modulo(root * power(2n, (prime - 1n) / 4n))]) if (modulo(x * x) === square) return x;
  return undefined;
}

function bytesOfY(y: bigint): Uint8Array {
  return new Uint8Array(Buffer.from(y.toString(16).padStart(64, '0'), 'hex').reverse());
}

const refusedY = [
  0n,
  1n,
  prime - 1n,
  ...[
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ].map((hex) => BigInt(`0x${Buffer.from(hex, 'hex').reverse().toString('hex')}`)),
];

describe('public keys of small order', () => {
  test('the refused y are those of the eight points whose order divides 8', () => {
    const points = new Set<string>();
    for (const y of refusedY) {
      expect(isSafePublicKey(bytesOfY(y)), String(y)).toBe(false);
      const x = xOf(y) ?? -1n;
      for (const point of [
        [x, y],
        [modulo(-x), y],
      ] as const) {
        const twice = add(point, point);
        const four = add(twice, twice);
        expect(add(four, four)).toEqual([0n, 1n]);
        points.add(String(point));
      }
    }
    expect(points.size).toBe(8);
  });

  test('encodings that are not canonical are refused, those of seeds are not', () => {
    for (let y = prime; y < 2n ** 255n; y++) expect(isSafePublicKey(bytesOfY(y))).toBe(false);
    expect(isSafePublicKey(signer.verifier.publicKey)).toBe(true);
  });
});
