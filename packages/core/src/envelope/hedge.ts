import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { putU32 } from '../bytes/encode.ts';
import { concat, hkdfSha256, lengthPrefixed, u32, u64 } from '../bytes/index.ts';
import type { SealBatch } from '../codec/index.ts';

const label = lengthPrefixed('colloquy/v1/hedge');
const none = new Uint8Array(0);

/** Hedge keys live exactly as long as the keys that they come from. */
const hedgeKeys = new WeakMap<KeyObject, KeyObject>();

/** `HKDF(key, "", LP("colloquy/v1/hedge"), 32)`. */
function hedgeKey(key: KeyObject): KeyObject {
  const known = hedgeKeys.get(key);
  if (known !== undefined) return known;
  const bytes = hkdfSha256(key, none, label, 32);
  const derived = createSecretKey(bytes);
  bytes.fill(0);
  hedgeKeys.set(key, derived);
  return derived;
}

/**
 * 32 bytes that nobody can foresee while the random source is sound, and that differ for different content even when it
 * repeats itself, as after a machine state was cloned: `HMAC(hedge key, random || H(body))`.
 */
export function hedge(key: KeyObject, random: Uint8Array, bodyHash: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', hedgeKey(key)).update(random).update(bodyHash).digest());
}

/**
 * `H(LP(kind) || u64(n) || prevHash || u32(count) || per record: addressHash || LP(plaintext))`: all that tells one commit from
 * another (EV-SEAL-02). The plaintexts are hashed where they lie, not copied.
 */
export function commitBodyHash({ kind, n, prevHash, records }: SealBatch): Uint8Array {
  const hash = createHash('sha256').update(concat([lengthPrefixed(kind), u64(n), prevHash, u32(records.length)]));
  const before = new Uint8Array(36);
  for (const { addressHash, plaintext } of records) {
    before.set(addressHash);
    putU32(before, 32, plaintext.byteLength);
    hash.update(before).update(plaintext);
  }
  return new Uint8Array(hash.digest());
}
