import { offsets } from '../../../src/envelope/layout.ts';

/** Where the regions of an envelope begin. */
export const regions = offsets;

/** A copy with bits of one byte turned over. */
export function flipped(bytes: Uint8Array, at: number, bits: number): Uint8Array {
  const out = new Uint8Array(bytes);
  out[at] = (out[at] ?? 0) ^ bits;
  return out;
}

/** A copy with other bytes from `at` on. */
export function withBytes(bytes: Uint8Array, at: number, values: readonly number[]): Uint8Array {
  const out = new Uint8Array(bytes);
  out.set(values, at);
  return out;
}
