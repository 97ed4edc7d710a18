import { limits } from '@colloquy/core';

/** The body of an entry that changes as many records as it may, with the longest keys: `["key","64 digits","64 digits"],` each. */
export const longestBody: number = limits.commitChanges * (limits.keyBytes + 139) + 1;

/**
 * `length` bytes that look random and follow from `seed` alone (xorshift32: Marsaglia, Journal of Statistical Software, 2003):
 * every byte value occurs, and two seeds differ from the first bytes on.
 */
export function patternBytes(length: number, seed: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = (Math.imul(seed + 1, 0x9e37_79b1) ^ length) >>> 0 || 1;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return new Uint8Array(words.buffer, 0, length).slice();
}

/** Byte strings that stores have been seen to change. */
export const delicateBytes: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [
  { name: 'no bytes', bytes: new Uint8Array(0) },
  { name: 'one zero byte', bytes: Uint8Array.of(0) },
  { name: 'zero bytes in front', bytes: Uint8Array.of(0, 0, 1) },
  { name: 'zero bytes behind', bytes: Uint8Array.of(1, 0, 0) },
  { name: 'a zero byte within', bytes: Uint8Array.of(0x61, 0, 0x62) },
  { name: 'every byte value', bytes: Uint8Array.from({ length: 256 }, (_, value) => value) },
  { name: 'bytes that are not UTF-8', bytes: Uint8Array.of(0xff, 0xfe, 0xc0, 0x80) },
  { name: 'a lone surrogate in UTF-8', bytes: Uint8Array.of(0xed, 0xa0, 0x80) },
  { name: 'a byte order mark', bytes: Uint8Array.of(0xef, 0xbb, 0xbf, 0x31) },
  { name: 'line ends', bytes: Uint8Array.of(0x0d, 0x0a, 0x0a, 0x0d) },
  { name: 'spaces behind', bytes: Uint8Array.of(0x61, 0x20, 0x20) },
  { name: 'decomposed letters', bytes: Uint8Array.of(0x65, 0xcc, 0x81) },
  { name: 'hexadecimal digits', bytes: Uint8Array.of(0x30, 0x78, 0x34, 0x31) },
  { name: 'base64', bytes: Uint8Array.of(0x51, 0x51, 0x3d, 0x3d) },
];
