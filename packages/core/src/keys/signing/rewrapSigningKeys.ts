import type { CallOptions } from '../../traits/PartitionStore.ts';
import { changeHeader, latestEpoch, type SigningKeysOptions } from './headerOfKeyring.ts';
import { seedOf } from './openSigningKey.ts';
import { sealSigningKey } from './sealSigningKey.ts';
import { parseSigningEntry, type SigningEntry } from './signingEntries.ts';

/**
 * Wraps every signing key anew under the latest epoch of the header; those that are need nothing. Before an older epoch is destroyed.
 *
 * @returns how many were wrapped anew
 * @throws ColloquyError as `openSigningKey`, except `key_missing`; `revision_conflict`
 */
export async function rewrapSigningKeys(options: SigningKeysOptions, call?: CallOptions): Promise<number> {
  let rewrapped = 0;
  await changeHeader(
    options,
    async (stored) => {
      rewrapped = 0;
      const epoch = latestEpoch(stored);
      const signing: SigningEntry[] = [];
      for (const entry of stored.signing ?? []) {
        const record = parseSigningEntry(entry);
        if (record === undefined || record.epoch === epoch) {
          signing.push(entry);
          continue;
        }
        const seed = await seedOf(record, options, call);
        try {
          signing.push(await sealSigningKey(options, record.version, record.verifier, seed, epoch, call));
        } finally {
          seed.fill(0);
        }
        rewrapped += 1;
      }
      return rewrapped === 0 ? undefined : { ...stored, signing };
    },
    call,
  );
  return rewrapped;
}
