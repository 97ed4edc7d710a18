import { ColloquyError } from '../../errors/index.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { addSigningKey } from './addSigningKey.ts';
import { changeHeader, type SigningKeysOptions } from './headerOfKeyring.ts';
import { openEntry } from './openSigningKey.ts';
import { parseSigningEntry } from './signingEntries.ts';
import type { SigningKey } from './SigningKey.ts';

export interface CreateSigningKeyOptions extends SigningKeysOptions {
  /** 1 to 128 characters of visible ASCII without `+`; a schema-less URL of the tenant is recommended. Never changes. */
  readonly name: string;
}

/**
 * The signing key of a store: made at the first call and kept, wrapped, in the store header; opened at every later one. Of several first
 * calls at once all get the key of the one that won (CK-SEED-01).
 *
 * @throws ColloquyError `invalid_argument`, also when the store's key has another name; `store_not_set_up`, `integrity_error`,
 * `revision_conflict`, what the keyring throws
 * @example
 * const signer = await createSigningKey({ header, keyring, name: 'example.org/acme' });
 * console.log(String(signer.verifier)); // give this to whoever verifies
 */
export async function createSigningKey(options: CreateSigningKeyOptions, call?: CallOptions): Promise<SigningKey> {
  const { name } = options;
  const made = await changeHeader(
    options,
    async (stored) => (stored.signing === undefined ? addSigningKey(stored, options, name, call) : undefined),
    call,
  );
  const first = parseSigningEntry(made.signing?.[0]);
  if (first?.verifier.name !== name) {
    throw new ColloquyError('invalid_argument', `The signing key of this store has another name than ${name}.`, {
      context: { name: first?.verifier.name },
    });
  }
  return openEntry(made, options, undefined, call);
}
