import { sign } from 'node:crypto';
import type { NoteSigner } from '../../checkpoint/NoteSigner.ts';
import { privateKeyOfSeed, unwrapSigningKey } from '../../envelope/signingKeyWrap.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { SigningContext } from './headerOfKeyring.ts';
import type { SigningRecord } from './signingEntries.ts';
import { signingEvent } from './signingEvent.ts';

/** A signing key of a store. */
export interface SigningKey extends NoteSigner {
  /** 1 for the first. */
  readonly version: number;
}

/**
 * A signer over a wrapped seed. It keeps no key: every signature asks the keyring for the KEK and unwraps the seed again, so that it
 * ends with the lease, with a refusal of the key service, and with the keyring (CK-SEED-03).
 */
export function signingKeyOf({ version, verifier, wrap, epoch }: SigningRecord, context: SigningContext): SigningKey {
  const { keyring } = context;
  const { tenant } = keyring;
  return Object.freeze({
    version,
    verifier,
    sign: async (text: Uint8Array, call?: CallOptions) => {
      const kek = await keyring.kek(epoch, call);
      const place = { tenant, version, publicKey: verifier.publicKey, epoch, kek: kek.key };
      const signed = (): Uint8Array => {
        const seed = unwrapSigningKey(place, wrap);
        try {
          return new Uint8Array(sign(null, text, privateKeyOfSeed(seed)));
        } finally {
          seed.fill(0);
        }
      };
      return signingEvent(context, 'note.sign', version, kek, signed, call);
    },
  });
}
