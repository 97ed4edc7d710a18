import { canonicalJsonBytes, bytesEqual, concat, lengthPrefixed, sha256Hex, u32 } from '../../bytes/index.ts';

/** What one file of the vault holds. */
export interface VaultEntry {
  readonly tenant: string;
  /** 1 to 2^31 - 1. */
  readonly epoch: number;
  /** 1 to 1 024 bytes. */
  readonly material: Uint8Array;
}

export const maxMaterial = 1024;

/** Bytes of the longest file: 1 366 characters of base64url, and less than 250 of everything else. */
export const maxEpochFile = 2048;

function checksumOf({ tenant, epoch, material }: VaultEntry): string {
  return sha256Hex(
    concat([lengthPrefixed('colloquy/v1/vault'), lengthPrefixed(tenant), u32(epoch), lengthPrefixed(material)]),
  );
}

/** The one form of an entry as bytes: canonical JSON, with a checksum that finds damage. It is no protection against forgery. */
export function encodeEpochFile(entry: VaultEntry): Uint8Array {
  const { tenant, epoch, material } = entry;
  const { buffer, byteOffset, byteLength } = material;
  const text = Buffer.from(buffer, byteOffset, byteLength).toString('base64url');
  return canonicalJsonBytes({ checksum: checksumOf(entry), epoch, material: text, tenant, v: 1 });
}

/** The material of the entry that belongs to this place; undefined when the file holds anything else in any byte. */
export function decodeEpochFile(bytes: Uint8Array, place: Omit<VaultEntry, 'material'>): Uint8Array | undefined {
  const text = /"material":"([A-Za-z0-9_-]{1,1400})"/.exec(Buffer.from(bytes).toString('latin1'))?.[1];
  if (text === undefined) return undefined;
  const material = new Uint8Array(Buffer.from(text, 'base64url'));
  if (material.byteLength < 1 || material.byteLength > maxMaterial) return undefined;
  // One form, so equality with it is the whole check: tenant, epoch, version, checksum, order, white space, spare bits of base64.
  return bytesEqual(bytes, encodeEpochFile({ ...place, material })) ? material : undefined;
}
