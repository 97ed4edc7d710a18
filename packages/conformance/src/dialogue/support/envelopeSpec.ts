import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { hash, hmac, lp, u64 } from './spec.ts';

/*
 * The bytes of docs/spec/envelope.md, computed from its text and `node:crypto` alone, as those of the log in `spec.ts`. Nothing here calls
 * core.
 */

/** EV-LAYOUT-04. */
export const purposeBytes = { record: 0x01, 'dek-wrap': 0x02, 'log-root-wrap': 0x04, 'signing-wrap': 0x05 } as const;

export type SpecPurpose = keyof typeof purposeBytes;

/** Where the fields lie (EV-LAYOUT-01); the last two from the end. */
export const regions = {
  version: [0, 1],
  suite: [1, 2],
  purpose: [2, 3],
  flags: [3, 4],
  keyVersion: [4, 8],
  salt: [8, 24],
  nonce: [24, 36],
  commitment: [36, 68],
  ciphertext: [68, -16],
  tag: [-16, undefined],
} as const;

export type Region = keyof typeof regions;

export const regionNames = Object.keys(regions) as Region[];

export function regionOf(envelope: Uint8Array, region: Region): Uint8Array {
  const [from, to] = regions[region];
  return envelope.subarray(from, to);
}

/** The envelope with other bytes in a region; they may be of another length. */
export function withRegion(envelope: Uint8Array, region: Region, bytes: Uint8Array): Uint8Array {
  const [from, to] = regions[region];
  return concat(envelope.subarray(0, from), bytes, to === undefined ? new Uint8Array(0) : envelope.subarray(to));
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function u32(value: number): Uint8Array {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return new Uint8Array(out);
}

export function hkdf(key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, info, length));
}

/** EV-KEY-01. */
export function derivedOf(key: Uint8Array, salt: Uint8Array, purpose: SpecPurpose, prefix: Uint8Array) {
  const output = hkdf(key, salt, concat(lp(`colloquy/v1/${purpose}`), prefix), 64);
  return { k: output.subarray(0, 32), commitment: output.subarray(32) };
}

/** EV-KEY-02. */
export function hedgeKeyOf(key: Uint8Array): Uint8Array {
  return hkdf(key, new Uint8Array(0), lp('colloquy/v1/hedge'), 32);
}

/** EV-PAD-01. */
export function paddedLengthOf(length: number): number {
  const marked = length + 1;
  if (marked <= 64) return 64;
  const exponent = Math.floor(Math.log2(marked));
  const low = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(marked / low) * low;
}

export function padded(plaintext: Uint8Array, length = paddedLengthOf(plaintext.byteLength)): Uint8Array {
  return concat(plaintext, Uint8Array.of(0x80), new Uint8Array(length - plaintext.byteLength - 1));
}

/** What is sealed, and with what: everything by choice. */
export interface SpecSeal {
  readonly key: Uint8Array;
  readonly purpose: SpecPurpose;
  readonly flags: number;
  readonly keyVersion: number;
  readonly associatedData: Uint8Array;
  /** Padded already, where it shall be. */
  readonly plaintext: Uint8Array;
  readonly salt?: Uint8Array;
  readonly nonce?: Uint8Array;
  /** Instead of what follows from the above. */
  readonly prefix?: Uint8Array;
}

/** An envelope by the text of section 2, 3 and 4. */
export function sealBySpec(seal: SpecSeal): Uint8Array {
  const { key, purpose, flags, keyVersion, associatedData, plaintext } = seal;
  const salt = seal.salt ?? new Uint8Array(16).fill(0x5a);
  const nonce = seal.nonce ?? new Uint8Array(12).fill(0xa5);
  const prefix = seal.prefix ?? concat(Uint8Array.of(1, 1, purposeBytes[purpose], flags), u32(keyVersion));
  const { k, commitment } = derivedOf(key, salt, purpose, prefix);
  const cipher = createCipheriv('aes-256-gcm', k, nonce, { authTagLength: 16 });
  cipher.setAAD(associatedData);
  const ciphertext = concat(cipher.update(plaintext), cipher.final());
  return concat(prefix, salt, nonce, commitment, ciphertext, cipher.getAuthTag());
}

/** The plaintext, still padded; undefined when commitment, tag or associated data do not fit. */
export function openBySpec(
  envelope: Uint8Array,
  key: Uint8Array,
  purpose: SpecPurpose,
  associatedData: Uint8Array,
): Uint8Array | undefined {
  const part = (region: Region): Uint8Array => regionOf(envelope, region);
  const { k, commitment } = derivedOf(key, part('salt'), purpose, envelope.subarray(0, 8));
  if (Buffer.compare(commitment, part('commitment')) !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', k, part('nonce'), { authTagLength: 16 });
  decipher.setAAD(associatedData);
  decipher.setAuthTag(part('tag'));
  const plaintext = decipher.update(part('ciphertext'));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return new Uint8Array(plaintext);
}

/** EV-WRAP-02. */
export function wrapDataOf(label: 'dek' | 'log-root', tenant: string, id: string, version: number): Uint8Array {
  return hash(lp(`colloquy/v1/${label}`), lp(tenant), lp(id), u32(version));
}

/** A record as it goes into the body of EV-SEAL-02. */
export interface BodyRecord {
  readonly addressHash: Uint8Array;
  readonly plaintext: Uint8Array;
}

/** EV-SEAL-02, hashed. */
export function bodyHashOf(kind: string, n: number, prevHash: Uint8Array, records: readonly BodyRecord[]): Uint8Array {
  const parts = records.flatMap(({ addressHash, plaintext }) => [addressHash, lp(plaintext)]);
  return hash(lp(kind), u64(n), prevHash, u32(records.length), ...parts);
}

/** EV-SEAL-03: salt and commitId. */
export function hedgeOf(key: Uint8Array, random: Uint8Array, bodyHash: Uint8Array) {
  const hedge = hmac(hedgeKeyOf(key), random, bodyHash);
  return { salt: hedge.subarray(0, 16), commitId: hedge.subarray(16) };
}
