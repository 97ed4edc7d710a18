import { createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { concat, hkdfSha256 } from '../bytes/index.ts';
import { purposes, type Purpose } from './purposes.ts';

/** What one salt gives: the AES key, and the 32 bytes that commit an envelope to it. */
export interface EnvelopeKey {
  readonly key: KeyObject;
  readonly commitment: Uint8Array;
}

/** `OKM = HKDF(key, salt, LP("colloquy/v1/" || purpose) || bytes[0..8), 64)`; K is its first half, the commitment its second. */
export function deriveEnvelopeKey(
  from: KeyObject,
  salt: Uint8Array,
  purpose: Purpose,
  prefix: Uint8Array,
): EnvelopeKey {
  const output = hkdfSha256(from, salt, concat([purposes[purpose].label, prefix]), 64);
  const key = createSecretKey(output.subarray(0, 32));
  const commitment = output.slice(32);
  output.fill(0);
  return { key, commitment };
}

/** Whether a commitment is the one that the derived key demands, in constant time. */
export function commits({ commitment }: EnvelopeKey, claimed: Uint8Array): boolean {
  return timingSafeEqual(commitment, claimed);
}
