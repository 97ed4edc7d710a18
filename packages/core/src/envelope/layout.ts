import { getU32, putU32 } from '../bytes/encode.ts';
import { limits } from '../limits.ts';
import { paddedFlag, purposes, type Purpose } from './purposes.ts';

/** Where the fields of an envelope begin (EV-LAYOUT-01). */
export const offsets = {
  purpose: 2,
  flags: 3,
  keyVersion: 4,
  salt: 8,
  nonce: 24,
  commitment: 36,
  ciphertext: 68,
} as const;

export const saltLength = offsets.nonce - offsets.salt;
export const tagLength = 16;

/** What an envelope adds to its plaintext. */
export const overhead = offsets.ciphertext + tagLength;

/** A wrapped key: always 32 bytes of plaintext, never padded. */
export const wrapLength = overhead + 32;

const version = 0x01;
/** HKDF-SHA-256, AES-256-GCM, 32 bytes of key commitment. */
const suite = 0x01;
const maximumKeyVersion = 2 ** 31 - 1;

/** True for versions of data keys and epochs of key-encryption keys: 1 to 2^31 - 1. */
export function isKeyVersion(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= maximumKeyVersion;
}

/** bytes[0..8): what an envelope says about itself, and what its keys are derived for. */
export function encodePrefix(purpose: Purpose, keyVersion: number, flags: number): Uint8Array {
  const prefix = Uint8Array.of(version, suite, purposes[purpose].byte, flags, 0, 0, 0, 0);
  putU32(prefix, offsets.keyVersion, keyVersion);
  return prefix;
}

/** Writes bytes[0..68) of an envelope. */
export function assembleHeader(
  envelope: Uint8Array,
  prefix: Uint8Array,
  salt: Uint8Array,
  nonce: Uint8Array,
  commitment: Uint8Array,
): void {
  envelope.set(prefix);
  envelope.set(salt, offsets.salt);
  envelope.set(nonce, offsets.nonce);
  envelope.set(commitment, offsets.commitment);
}

/** An envelope whose header is on the allow-list. Nothing in it is believed yet. The parts are views of its bytes. */
export interface ParsedEnvelope {
  readonly bytes: Uint8Array;
  readonly keyVersion: number;
  readonly padded: boolean;
  readonly prefix: Uint8Array;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly commitment: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** Reads the layout; undefined unless length, version, suite, purpose, flags and key version are allowed (EV-OPEN-01). */
export function parseEnvelope(bytes: Uint8Array, purpose: Purpose): ParsedEnvelope | undefined {
  const length = bytes.byteLength;
  if (purpose === 'record' ? length < overhead || length > limits.envelopeBytes : length !== wrapLength)
    return undefined;
  const rule = purposes[purpose];
  const flags = bytes[offsets.flags] ?? -1;
  if (bytes[0] !== version || bytes[1] !== suite || bytes[offsets.purpose] !== rule.byte) return undefined;
  if (!rule.flags.has(flags)) return undefined;
  const keyVersion = getU32(bytes, offsets.keyVersion);
  if (!isKeyVersion(keyVersion)) return undefined;
  return {
    bytes,
    keyVersion,
    padded: flags === paddedFlag,
    prefix: bytes.subarray(0, offsets.salt),
    salt: bytes.subarray(offsets.salt, offsets.nonce),
    nonce: bytes.subarray(offsets.nonce, offsets.commitment),
    commitment: bytes.subarray(offsets.commitment, offsets.ciphertext),
    ciphertext: bytes.subarray(offsets.ciphertext, length - tagLength),
    tag: bytes.subarray(length - tagLength),
  };
}
