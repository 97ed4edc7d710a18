import type { CallOptions, StoreHeaderPort } from '@colloquy/core';
import { bytesOf } from '../../dialogue/support/spec.ts';

/** Headers that differ and look like some. */
export function headerNamed(name: string): Uint8Array {
  return bytesOf(`{"storeId":"${name}","v":1}`);
}

/** Every call, by name. */
export function everyHeaderCall(
  header: StoreHeaderPort,
  previous: Uint8Array,
  next: Uint8Array,
): readonly (readonly [string, (options?: CallOptions) => Promise<unknown>])[] {
  return [
    ['read', (options) => header.read(options)],
    ['putIfAbsent', (options) => header.putIfAbsent(next, options)],
    ['replace', (options) => header.replace(previous, next, options)],
    ['holdsData', (options) => header.holdsData(options)],
  ];
}
