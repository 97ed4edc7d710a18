import { createHmac, hash, hkdfSync, type KeyObject } from 'node:crypto';
import { concat } from './encode.ts';

/** SHA-256 over the concatenation of the parts (FIPS 180-4). */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return new Uint8Array(hash('sha256', parts.length === 1 && only !== undefined ? only : concat(parts), 'buffer'));
}

/** SHA-256 as 64 lowercase hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}

/** HMAC-SHA-256 (RFC 2104) over the concatenation of the parts. */
export function hmacSha256(key: Uint8Array | KeyObject, ...parts: readonly Uint8Array[]): Uint8Array {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return new Uint8Array(hmac.digest());
}

/** HKDF-SHA-256 (RFC 5869): extract and expand. */
export function hkdfSha256(
  ikm: Uint8Array | KeyObject,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', ikm, salt, info, length));
}
