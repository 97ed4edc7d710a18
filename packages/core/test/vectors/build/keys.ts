import { concat, hkdfSha256, lengthPrefixed, toHex, type Json } from '../../../src/bytes/index.ts';
import { deriveEnvelopeKey } from '../../../src/envelope/envelopeKey.ts';
import { encodePrefix } from '../../../src/envelope/layout.ts';
import type { Purpose } from '../../../src/envelope/purposes.ts';
import { publicKeyOfSeed } from '../../../src/envelope/signingKeyWrap.ts';
import { SeededKeyProvider } from '../../../src/testing/SeededKeyProvider.ts';
import { deriveLogKeys } from '../../../src/log/hashes.ts';
import { exported, material, secret } from './material.ts';

const none = new Uint8Array(0);
const storeId = '00112233445566778899aabbccddeeff';

/** KEK and kekId as a provider of this package derives them, from the vectors' master key and salt. */
async function kek(tenant: string, epoch: number): Promise<Json> {
  const masterKey = material('umk');
  const salt = material(`kek-salt/${epoch}`);
  const provider = new SeededKeyProvider(() => new Uint8Array(masterKey));
  const lease = await provider.openEpoch({ storeId, tenant, epoch }, salt);
  await provider.close();
  return { umk: toHex(masterKey), kekSalt: toHex(salt), tenant, epoch, kek: exported(lease.key), kekId: lease.kekId };
}

function envelopeKey(purpose: Purpose, keyVersion: number, flags: number): Json {
  const name = `envelope-key/${purpose}/${keyVersion}/${flags}`;
  const salt = material(`${name}/salt`).subarray(0, 16);
  const prefix = encodePrefix(purpose, keyVersion, flags);
  const { key, commitment } = deriveEnvelopeKey(secret(name), salt, purpose, prefix);
  return {
    from: toHex(material(name)),
    purpose,
    prefix: toHex(prefix),
    salt: toHex(salt),
    key: exported(key),
    commitment: toHex(commitment),
  };
}

export async function keyVectors(): Promise<Json> {
  const root = secret('log-root');
  const { auditKey, stateKey } = deriveLogKeys(root);
  const umk = material('umk');
  return {
    umkId: [
      {
        umk: toHex(umk),
        storeId,
        umkId: toHex(
          hkdfSha256(umk, none, concat([lengthPrefixed('colloquy/v1/umk-id'), lengthPrefixed(storeId)]), 16),
        ),
      },
    ],
    kek: await Promise.all([
      kek('acme', 1),
      kek('acme', 2),
      kek('acme', 2 ** 31 - 1),
      kek('a', 1),
      kek('x'.repeat(64), 1),
    ]),
    log: [{ root: exported(root), auditKey: toHex(auditKey), stateKey: toHex(stateKey) }],
    hedge: [
      {
        key: exported(root),
        hedgeKey: toHex(hkdfSha256(root, none, lengthPrefixed('colloquy/v1/hedge'), 32)),
      },
    ],
    envelope: [
      envelopeKey('record', 1, 1),
      envelopeKey('record', 1, 0),
      envelopeKey('record', 2 ** 31 - 1, 1),
      envelopeKey('dek-wrap', 1, 0),
      envelopeKey('log-root-wrap', 2, 0),
      envelopeKey('signing-wrap', 3, 0),
    ],
    signing: [1, 2].map((at) => {
      const seed = material(`seed/${at}`);
      return { seed: toHex(seed), publicKey: toHex(publicKeyOfSeed(seed)) };
    }),
  };
}
