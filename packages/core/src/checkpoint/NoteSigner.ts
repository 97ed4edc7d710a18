import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import { ColloquyError } from '../errors/index.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { NoteVerifier } from './NoteVerifier.ts';

/** What signs notes: a key of the store (`openSigningKey`), one in a program's memory, or a device that gives no key out. */
export interface NoteSigner {
  /** Name and public key: what verifiers pin. */
  readonly verifier: NoteVerifier;
  /** The 64 bytes of an Ed25519 signature (RFC 8032) over these bytes. */
  sign(text: Uint8Array, options?: CallOptions): Promise<Uint8Array>;
}

const spkiPrefixLength = 12;

/**
 * A signer over a private key in memory.
 *
 * @param privateKey of type Ed25519
 * @throws ColloquyError `invalid_argument`
 * @example
 * const { privateKey } = generateKeyPairSync('ed25519');
 * const signer = noteSigner('example.org/acme', privateKey);
 * console.log(String(signer.verifier)); // what verifiers pin
 */
export function noteSigner(name: string, privateKey: KeyObject): NoteSigner {
  if (privateKey.type !== 'private' || privateKey.asymmetricKeyType !== 'ed25519') {
    throw new ColloquyError('invalid_argument', 'Notes are signed with an Ed25519 private key.');
  }
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const verifier = new NoteVerifier(name, spki.subarray(spkiPrefixLength));
  return Object.freeze({
    verifier,
    sign: async (text: Uint8Array, options?: CallOptions) => {
      options?.signal?.throwIfAborted();
      return new Uint8Array(sign(null, text, privateKey));
    },
  });
}
