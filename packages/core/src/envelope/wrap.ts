import type { KeyObject } from 'node:crypto';
import { concat, sha256 } from '../bytes/index.ts';
import { gcmOpen, gcmSeal } from './aead.ts';
import { drawForSealing, type RandomBytes } from './draw.ts';
import { commits, deriveEnvelopeKey } from './envelopeKey.ts';
import { hedge } from './hedge.ts';
import {
  assembleHeader,
  encodePrefix,
  isKeyVersion,
  offsets,
  parseEnvelope,
  saltLength,
  wrapLength,
} from './layout.ts';
import type { Purpose } from './purposes.ts';
import { malformed, type OpeningStep } from './refuse.ts';

/** A place that a wrapped key belongs to, and the key-encryption key of its epoch. */
export interface WrapPlace {
  readonly purpose: Exclude<Purpose, 'record'>;
  readonly epoch: number;
  readonly kek: KeyObject;
  readonly associatedData: Uint8Array;
}

/** Length of every key that is wrapped. */
export const keyLength = 32;

/**
 * Wraps 32 key bytes under a salt of their own, hedged over what is wrapped and where it belongs (EV-WRAP-01 to -03).
 *
 * @throws ColloquyError `invalid_argument`
 */
export function wrap(
  { purpose, epoch, kek, associatedData }: WrapPlace,
  key: Uint8Array,
  randomBytes: RandomBytes,
): Uint8Array {
  if (key.byteLength !== keyLength) throw malformed(`A key to be wrapped has ${keyLength} bytes.`);
  if (!isKeyVersion(epoch)) throw malformed('An epoch is 1 to 2^31 - 1.');
  const random = drawForSealing(randomBytes, 1);
  const [nonce] = random.nonces;
  if (nonce === undefined) throw new RangeError('A wrap has a nonce.');
  const body = concat([associatedData, key]);
  const salt = hedge(kek, random.hedge, sha256(body)).subarray(0, saltLength);
  body.fill(0);
  const prefix = encodePrefix(purpose, epoch, 0);
  const derived = deriveEnvelopeKey(kek, salt, purpose, prefix);
  const envelope = new Uint8Array(wrapLength);
  assembleHeader(envelope, prefix, salt, nonce, derived.commitment);
  gcmSeal(derived.key, nonce, associatedData, key, envelope, offsets.ciphertext);
  return envelope;
}

/** The 32 key bytes, the caller's to zero; or the step that refuses, because the wrap was not made for this place. */
export function unwrap(
  { purpose, epoch, kek, associatedData }: WrapPlace,
  wrapped: Uint8Array,
): Uint8Array | OpeningStep {
  const parsed = parseEnvelope(wrapped, purpose);
  if (parsed === undefined) return 1;
  if (parsed.keyVersion !== epoch) return 2;
  const derived = deriveEnvelopeKey(kek, parsed.salt, purpose, parsed.prefix);
  if (!commits(derived, parsed.commitment)) return 3;
  return gcmOpen(derived.key, parsed.nonce, associatedData, parsed.ciphertext, parsed.tag) ?? 4;
}
