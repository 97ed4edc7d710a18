import { sign } from 'node:crypto';
import type { NoteSigner } from '../../checkpoint/NoteSigner.ts';
import { privateKeyOfSeed, unwrapSigningKey } from '../../envelope/signingKeyWrap.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { Keyring } from '../Keyring.ts';
import type { SigningRecord } from './signingEntries.ts';

/** A signing key of a store. */
export interface SigningKey extends NoteSigner {
  /** 1 for the first. */
  readonly version: number;
}

/**
 * A signer over a wrapped seed. It keeps no key: every signature asks the keyring for the KEK and unwraps the seed again, so that it
 * ends with the lease, with a refusal of the key service, and with the keyring (CK-SEED-03).
 */
export function signingKeyOf({ version, verifier, wrap, epoch }: SigningRecord, keyring: Keyring): SigningKey {
  const { tenant } = keyring;
  return Object.freeze({
    version,
    verifier,
    sign: async (text: Uint8Array, call?: CallOptions) => {
      const { key } = await keyring.kek(epoch, call);
      const seed = unwrapSigningKey({ tenant, version, publicKey: verifier.publicKey, epoch, kek: key }, wrap);
      try {
        return new Uint8Array(sign(null, text, privateKeyOfSeed(seed)));
      } finally {
        seed.fill(0);
      }
    },
  });
}
