import type { CallOptions } from '../../traits/PartitionStore.ts';
import { changeHeader, type SigningKeysOptions } from './headerOfKeyring.ts';
import { seedOf } from './openSigningKey.ts';
import { sealSigningKey } from './sealSigningKey.ts';
import { parseSigningEntry, type SigningEntry } from './signingEntries.ts';

/**
 * Wraps every signing key anew under the keyring's current epoch; those that are need nothing. Before an older epoch is destroyed.
 *
 * @returns how many were wrapped anew
 * @throws ColloquyError as `openSigningKey`, except `key_missing`; `revision_conflict`
 */
export async function rewrapSigningKeys(options: SigningKeysOptions, call?: CallOptions): Promise<number> {
  const { keyring } = options;
  let rewrapped = 0;
  await changeHeader(
    options,
    async (stored) => {
      rewrapped = 0;
      const signing: SigningEntry[] = [];
      for (const entry of stored.signing ?? []) {
        const record = parseSigningEntry(entry);
        if (record === undefined || record.epoch === keyring.epoch) {
          signing.push(entry);
          continue;
        }
        const seed = await seedOf(record, keyring, call);
        signing.push(await sealSigningKey(keyring, record.version, record.verifier, seed, call));
        seed.fill(0);
        rewrapped += 1;
      }
      return rewrapped === 0 ? undefined : { ...stored, signing };
    },
    call,
  );
  return rewrapped;
}
