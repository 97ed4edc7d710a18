import type { KeyObject } from 'node:crypto';
import { gcmSeal } from '../../../src/envelope/aead.ts';
import { deriveEnvelopeKey } from '../../../src/envelope/envelopeKey.ts';
import { assembleHeader, offsets, overhead } from '../../../src/envelope/layout.ts';
import type { Purpose } from '../../../src/envelope/purposes.ts';
import { material } from './material.ts';

export interface RawEnvelope {
  readonly from: KeyObject;
  readonly purpose: Purpose;
  readonly prefix: Uint8Array;
  /** Salt and nonce come from it. */
  readonly name: string;
  readonly associatedData: Uint8Array;
  /** Sealed as it is: with good padding, bad padding or none. */
  readonly plaintext: Uint8Array;
}

/** What a holder of the key could make although no writer does: authentic, and perhaps wrong inside. */
export function sealRaw({ from, purpose, prefix, name, associatedData, plaintext }: RawEnvelope): Uint8Array {
  const salt = material(`${name}/salt`).subarray(0, 16);
  const nonce = material(`${name}/nonce`).subarray(0, 12);
  const { key, commitment } = deriveEnvelopeKey(from, salt, purpose, prefix);
  const envelope = new Uint8Array(overhead + plaintext.byteLength);
  assembleHeader(envelope, prefix, salt, nonce, commitment);
  gcmSeal(key, nonce, associatedData, plaintext, envelope, offsets.ciphertext);
  return envelope;
}
