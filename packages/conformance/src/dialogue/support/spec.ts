import { createHash, createHmac } from 'node:crypto';

/*
 * The bytes of docs/spec/commit-log.md, section 1, computed from its text and `node:crypto` alone. Nothing here calls core: a law that
 * compares core with itself could not fail.
 */

const encoder = new TextEncoder();

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function unhex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** `H`: SHA-256 over the parts one after another. */
export function hash(...parts: readonly Uint8Array[]): Uint8Array {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(part);
  return new Uint8Array(sha.digest());
}

export function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return new Uint8Array(mac.digest());
}

export function u64(value: number): Uint8Array {
  const out = Buffer.alloc(8);
  out.writeBigUInt64BE(BigInt(value));
  return new Uint8Array(out);
}

/** `LP(x) = u32(len x) || x`. */
export function lp(value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === 'string' ? bytesOf(value) : value;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  return new Uint8Array(Buffer.concat([length, bytes]));
}

/** `HKDF(ikm, "", LP(label), 32)` by the two steps of RFC 5869: one block of output. */
export function derive(ikm: Uint8Array, label: string): Uint8Array {
  const pseudorandom = hmac(new Uint8Array(32), ikm);
  return hmac(pseudorandom, lp(label), Uint8Array.of(1));
}

/** RFC 8785 of plain JSON: names in the order of their UTF-16 code units, scalars as ECMAScript writes them. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const names = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${names.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

function percentEncoded(text: string): string {
  return [...bytesOf(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(character) ? character : `%${hexOf(Uint8Array.of(byte)).toUpperCase()}`;
    })
    .join('');
}

/** CL-BYTES-01. */
export function addressOf(id: string, type: string, segments: readonly string[]): string {
  return `dialogue:${percentEncoded(id)}/entity:${percentEncoded(type)}/${segments.map(percentEncoded).join('#')}`;
}

/** The address of a record by its key. */
export function addressOfRecord(id: string, key: string): string {
  const [type = '', ...segments] = key.split('#');
  return addressOf(id, type, segments);
}

/** CL-BYTES-05. */
export function entryHashOf(header: Uint8Array): Uint8Array {
  return hash(lp('colloquy/v1/entry'), header);
}

/** CL-BYTES-06. */
export function genesisOf(tenant: string, id: string, logId: Uint8Array): Uint8Array {
  return hash(lp('colloquy/v1/genesis'), lp(tenant), lp(id), logId);
}

/** CL-BYTES-07. */
export function logKeysOf(root: Uint8Array): { readonly auditKey: Uint8Array; readonly stateKey: Uint8Array } {
  return { auditKey: derive(root, 'colloquy/v1/audit'), stateKey: derive(root, 'colloquy/v1/state') };
}

/** A record's part in the state: its key, and the digest of its envelope. */
export interface Member {
  readonly key: string;
  readonly envelope: Uint8Array;
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${hexOf(bytes)}`);
}

function thirtyTwo(value: bigint): Uint8Array {
  return unhex((value % 2n ** 256n).toString(16).padStart(64, '0'));
}

/** The bare sum of the elements: never to be seen anywhere. */
export function sumOf(stateKey: Uint8Array, id: string, members: Iterable<Member>): bigint {
  let sum = 0n;
  for (const { key, envelope } of members) {
    const addressHash = hash(bytesOf(addressOfRecord(id, key)));
    sum += numberOf(hash(stateKey, Uint8Array.of(1), addressHash, hash(envelope)));
  }
  return sum % 2n ** 256n;
}

/** What masks the tag of an entry. */
export interface Mask {
  readonly n: number;
  readonly commitId: Uint8Array;
  readonly prevHash: Uint8Array;
}

/** CL-BYTES-08. */
export function stateTagOf(stateKey: Uint8Array, id: string, members: Iterable<Member>, mask: Mask): Uint8Array {
  const hidden = hash(stateKey, Uint8Array.of(0), u64(mask.n), mask.commitId, mask.prevHash);
  return thirtyTwo(numberOf(hidden) + sumOf(stateKey, id, members));
}

/** A bare sum as it would look in a header. */
export function bareTag(sum: bigint): Uint8Array {
  return thirtyTwo(sum);
}
