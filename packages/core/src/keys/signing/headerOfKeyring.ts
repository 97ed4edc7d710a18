import type { AuditTrail } from '../../audit/AuditTrail.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../../traits/StoreHeaderPort.ts';
import type { Keyring } from '../Keyring.ts';
import { decodeStoreHeader, encodeStoreHeader, type StoreHeader } from '../storeHeader.ts';

/** Where signing keys lie, and what they are wrapped with. */
export interface SigningKeysOptions {
  readonly header: StoreHeaderPort;
  /** The keyring of the same store. */
  readonly keyring: Keyring;
  /** Records each wrapping, unwrapping and signing (`docs/spec/audit.md`). */
  readonly audit?: AuditTrail;
}

/** What signing keys are sealed and opened with. */
export type SigningContext = Pick<SigningKeysOptions, 'keyring' | 'audit'>;

/** The epoch that seeds are wrapped under: the latest of the header that is to be replaced, so that it holds every epoch it names. */
export function latestEpoch({ epochs }: StoreHeader): number {
  return epochs.at(-1)?.[0] ?? 0;
}

/** How often a change of the header starts over when somebody else changed it first. */
const attempts = 8;

/**
 * The header of the keyring's store, and its bytes.
 *
 * @throws ColloquyError `store_not_set_up`, `integrity_error`, `schema_too_new`; `invalid_argument` when it is the header of another store
 */
export async function readHeader(
  { header, keyring }: SigningKeysOptions,
  call?: CallOptions,
): Promise<{ readonly bytes: Uint8Array; readonly stored: StoreHeader }> {
  const bytes = await header.read(call);
  if (bytes === undefined) {
    throw new ColloquyError('store_not_set_up', 'This store has no header yet: create its keys first.');
  }
  const stored = decodeStoreHeader(bytes);
  if (stored.storeId !== keyring.storeId || stored.tenant !== keyring.tenant) {
    throw new ColloquyError('invalid_argument', 'Header and keyring are those of different stores.', {
      context: { storeId: stored.storeId, tenant: stored.tenant },
    });
  }
  return { bytes, stored };
}

/**
 * Changes the header by compare and swap. `change` is asked again for each header that it may replace; undefined leaves it as it is.
 *
 * @throws ColloquyError as {@link readHeader}; `revision_conflict`; what `change` throws
 */
export async function changeHeader(
  options: SigningKeysOptions,
  change: (stored: StoreHeader) => Promise<StoreHeader | undefined>,
  call?: CallOptions,
): Promise<StoreHeader> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { bytes, stored } = await readHeader(options, call);
    const next = await change(stored);
    if (next === undefined) return stored;
    if (await options.header.replace(bytes, encodeStoreHeader(next), call)) return next;
  }
  throw new ColloquyError(
    'revision_conflict',
    'Others kept changing the store header. Nothing was written; try again.',
  );
}
