import { unwrapSigningKey } from '../../envelope/signingKeyWrap.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { StoreHeader } from '../storeHeader.ts';
import { readHeader, type SigningContext, type SigningKeysOptions } from './headerOfKeyring.ts';
import { parseSigningEntry, type SigningRecord } from './signingEntries.ts';
import { signingEvent } from './signingEvent.ts';
import { signingKeyOf, type SigningKey } from './SigningKey.ts';

/**
 * Opens a signing key of a store, the latest unless another version is named. Never makes one.
 *
 * @throws ColloquyError `key_missing` when there is none; `integrity_error` when its wrap does not open, or opens to the seed of another
 * public key; `store_not_set_up`, `schema_too_new`, `invalid_argument`, what the keyring throws
 * @example
 * const signer = await openSigningKey({ header, keyring });
 */
export async function openSigningKey(
  options: SigningKeysOptions & { readonly version?: number },
  call?: CallOptions,
): Promise<SigningKey> {
  const { stored } = await readHeader(options, call);
  return openEntry(stored, options, options.version, call);
}

/** The signing key in a header that was read. Opened once now: a damaged wrap is told before anything is to be signed. */
export async function openEntry(
  stored: StoreHeader,
  context: SigningContext,
  version?: number,
  call?: CallOptions,
): Promise<SigningKey> {
  const signing = stored.signing ?? [];
  const record = parseSigningEntry(version === undefined ? signing.at(-1) : signing[version - 1]);
  if (record === undefined) throw keyMissing(context.keyring.tenant, version);
  (await seedOf(record, context, call)).fill(0);
  return signingKeyOf(record, context);
}

/** The seed of a signing key, the caller's to zero. */
export async function seedOf(
  { version, verifier, wrap, epoch }: SigningRecord,
  context: SigningContext,
  call?: CallOptions,
): Promise<Uint8Array> {
  const { keyring } = context;
  const kek = await keyring.kek(epoch, call);
  const place = { tenant: keyring.tenant, version, publicKey: verifier.publicKey, epoch, kek: kek.key };
  return signingEvent(context, 'signing.unwrap', version, kek, () => unwrapSigningKey(place, wrap), call);
}

export function keyMissing(tenant: string, version?: number): ColloquyError {
  const which = version === undefined ? 'no signing key' : `no signing key of version ${version}`;
  return new ColloquyError('key_missing', `The store header has ${which} of tenant ${tenant}: create it first.`, {
    context: { tenant, ...(version === undefined ? {} : { version }) },
  });
}
