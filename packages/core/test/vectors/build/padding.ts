import { toHex, utf8Bytes, type Json } from '../../../src/bytes/index.ts';
import { pad, paddedLength } from '../../../src/envelope/padding.ts';

/** Every length to 70, the edges of the powers of two, and the greatest lengths that fit an envelope of 300 KiB. */
export const paddingLengths: readonly number[] = [
  ...Array.from({ length: 71 }, (_, length) => length),
  ...Array.from({ length: 12 }, (_, at) => 2 ** (at + 7)).flatMap((power) => [power - 2, power - 1, power, power + 1]),
  294_911,
  294_912,
  303_102,
  303_103,
  303_104,
  307_115,
  307_116,
  307_200,
];

export function paddingVectors(): Json {
  return {
    lengths: paddingLengths.map((length) => [length, paddedLength(length)]),
    bytes: ['', 'a', 'x'.repeat(63), 'x'.repeat(64), '\u0000', '\u0080\u0000'].map((text) => ({
      plaintext: toHex(utf8Bytes(text)),
      padded: toHex(pad(utf8Bytes(text))),
    })),
  };
}
