import { createSecretKey, type KeyObject } from 'node:crypto';
import { sha256, toHex, utf8Bytes } from '../../../src/bytes/index.ts';
import type { RandomBytes } from '../../../src/envelope/draw.ts';
import { seededSources } from '../../../src/testing/seededSources.ts';

/** 32 bytes that are the same on each run: SHA-256 of a name. */
export function material(name: string): Uint8Array {
  return sha256(utf8Bytes(`colloquy/vectors/${name}`));
}

export function secret(name: string): KeyObject {
  return createSecretKey(material(name));
}

/** Bytes of a key object, as hexadecimal. */
export function exported(key: KeyObject): string {
  return key.export().toString('hex');
}

/** A random source that repeats itself on each run, and remembers what it gave last. */
export interface KnownSource {
  readonly randomBytes: RandomBytes;
  /** The first `length` bytes of the latest draw, as hexadecimal. */
  readonly latest: (length: number) => string;
}

export function knownSource(seed: number): KnownSource {
  const sources = seededSources({ seed });
  let last = new Uint8Array(0);
  return {
    randomBytes: (length) => {
      last = new Uint8Array(sources.randomBytes(length));
      return new Uint8Array(last);
    },
    latest: (length) => toHex(last.subarray(0, length)),
  };
}

/** Bytes without a pattern that an envelope could hide: 0, 1, ... 250, 0, 1, ... */
export function counting(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => at % 251);
}
