import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { bytesEqual, concat, lengthPrefixed, sha256, u32 } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import type { RandomBytes } from './draw.ts';
import { isKeyVersion } from './layout.ts';
import { malformed } from './refuse.ts';
import { keyLength, unwrap, wrap, type WrapPlace } from './wrap.ts';

/** An Ed25519 signing key of a tenant, which signs checkpoints and moves. */
export interface SigningKeyRequest {
  readonly tenant: string;
  /** Version of the signing key, 1 to 2^31 - 1. */
  readonly version: number;
  /** The 32 bytes of the public key (RFC 8032). */
  readonly publicKey: Uint8Array;
  readonly epoch: number;
  readonly kek: KeyObject;
}

const label = lengthPrefixed('colloquy/v1/signing');
/** PKCS #8 around a seed, and SubjectPublicKeyInfo around a public key, up to their 32 bytes (RFC 8410). */
const privatePrefix = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);
const publicPrefixLength = 12;

/** The private key of an Ed25519 seed. */
export function privateKeyOfSeed(seed: Uint8Array): KeyObject {
  const encoded = concat([privatePrefix, seed]);
  try {
    return createPrivateKey({ key: Buffer.from(encoded.buffer), format: 'der', type: 'pkcs8' });
  } finally {
    encoded.fill(0);
  }
}

/** The public key of an Ed25519 seed (RFC 8032, 5.1.5). */
export function publicKeyOfSeed(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKeyOfSeed(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(publicPrefixLength));
}

function placeOf({ tenant, version, publicKey, epoch, kek }: SigningKeyRequest): WrapPlace {
  const associatedData = sha256(label, lengthPrefixed(tenant), u32(version), publicKey);
  return { purpose: 'signing-wrap', epoch, kek, associatedData };
}

/**
 * Wraps the 32-byte seed of a signing key (EV-WRAP-06).
 *
 * @throws ColloquyError `invalid_argument`, also when the seed is not that of the public key
 */
export function wrapSigningKey(request: SigningKeyRequest, seed: Uint8Array, randomBytes: RandomBytes): Uint8Array {
  if (!isKeyVersion(request.version)) throw malformed('A key version is 1 to 2^31 - 1.');
  if (seed.byteLength !== keyLength) throw malformed(`A seed has ${keyLength} bytes.`);
  if (!bytesEqual(publicKeyOfSeed(seed), request.publicKey)) throw malformed('The seed is not that of the public key.');
  return wrap(placeOf(request), seed, randomBytes);
}

/**
 * The seed, the caller's to zero. Its public key was computed again and is the one asked for.
 *
 * @throws ColloquyError `integrity_error`
 */
export function unwrapSigningKey(request: SigningKeyRequest, wrapped: Uint8Array): Uint8Array {
  const seed = unwrap(placeOf(request), wrapped);
  if (typeof seed !== 'number') {
    if (bytesEqual(publicKeyOfSeed(seed), request.publicKey)) return seed;
    seed.fill(0);
  }
  const { tenant, version } = request;
  throw new ColloquyError(
    'integrity_error',
    `Signing key ${version} of tenant ${tenant} does not open: it is not what was sealed for this place.`,
    { context: { tenant, version } },
  );
}
