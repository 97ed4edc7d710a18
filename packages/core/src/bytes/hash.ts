import { createHmac, createSecretKey, hash, hkdfSync, type KeyObject } from 'node:crypto';
import { concat } from './encode.ts';

/** SHA-256 over the concatenation of the parts (FIPS 180-4). */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return digestBytes(parts.length === 1 && only !== undefined ? only : concat(parts));
}

/** SHA-256 over the UTF-8 bytes of a well-formed text. */
export function sha256OfText(text: string): Uint8Array {
  return digestBytes(text);
}

/** By way of a string, which costs a quarter of a Buffer with memory of its own; and a load hashes twice a record. */
function digestBytes(data: Uint8Array | string): Uint8Array {
  return new Uint8Array(Buffer.from(hash('sha256', data, 'binary'), 'latin1'));
}

/** SHA-256 as 64 lowercase hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}

/** Node takes bare bytes as a key too, at several times the price of a key object made of them. */
function keyObject(key: Uint8Array | KeyObject): KeyObject {
  return key instanceof Uint8Array ? createSecretKey(key) : key;
}

/** HMAC-SHA-256 (RFC 2104) over the concatenation of the parts. */
export function hmacSha256(key: Uint8Array | KeyObject, ...parts: readonly Uint8Array[]): Uint8Array {
  const hmac = createHmac('sha256', keyObject(key));
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
  return new Uint8Array(hkdfSync('sha256', keyObject(ikm), salt, info, length));
}
