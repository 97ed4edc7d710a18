import { createSecretKey, type KeyObject } from 'node:crypto';
import { concat, hkdfSha256, lengthPrefixed, toHex, u32 } from '../bytes/index.ts';
import type { KeyLease } from '../traits/KeyProvider.ts';

const none = new Uint8Array(0);

/** Bytes of the salt that an epoch of a local provider is derived with. */
export const kekSaltLength = 32;

/** The tenant and epoch that a key-encryption key belongs to. */
export interface KekPlace {
  readonly tenant: string;
  readonly epoch: number;
}

function encodePlace({ tenant, epoch }: KekPlace): Uint8Array {
  return concat([lengthPrefixed(tenant), u32(epoch)]);
}

/** `HKDF(KEK, "", LP("colloquy/v1/kek-id") || LP(tenant) || u32(epoch), 16)`, lowercase hexadecimal. Not secret. */
export function kekIdOf(kek: KeyObject | Uint8Array, place: KekPlace): string {
  return toHex(hkdfSha256(kek, none, concat([lengthPrefixed('colloquy/v1/kek-id'), encodePlace(place)]), 16));
}

/**
 * The lease of `KEK = HKDF(UMK, kekSalt, LP("colloquy/v1/kek") || LP(tenant) || u32(epoch), 32)`, as every local provider
 * derives it (RFC 5869). It has no deadline: nobody can take a local key back.
 */
export function deriveLocalKek(masterKey: KeyObject, kekSalt: Uint8Array, place: KekPlace): KeyLease {
  const kek = hkdfSha256(masterKey, kekSalt, concat([lengthPrefixed('colloquy/v1/kek'), encodePlace(place)]), 32);
  const lease = { key: createSecretKey(kek), kekId: kekIdOf(kek, place), expiresAt: undefined };
  kek.fill(0);
  return lease;
}

/**
 * `umkId = HKDF(UMK, "", LP("colloquy/v1/umk-id") || LP(storeId), 16)`, lowercase hexadecimal, storeId being its 32 hexadecimal
 * digits. Not secret; another one for each store, so that two headers do not show that they share a key.
 */
export function umkIdOf(masterKey: KeyObject, storeId: string): string {
  return toHex(
    hkdfSha256(masterKey, none, concat([lengthPrefixed('colloquy/v1/umk-id'), lengthPrefixed(storeId)]), 16),
  );
}
