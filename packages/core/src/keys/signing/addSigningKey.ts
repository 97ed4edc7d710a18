import { NoteVerifier } from '../../checkpoint/NoteVerifier.ts';
import { publicKeyOfSeed } from '../../envelope/signingKeyWrap.ts';
import { ColloquyError } from '../../errors/index.ts';
import { limits } from '../../limits.ts';
import { systemSources } from '../../sources.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { StoreHeader } from '../storeHeader.ts';
import { latestEpoch, type SigningContext } from './headerOfKeyring.ts';
import { sealSigningKey } from './sealSigningKey.ts';
import { parseSigningEntry, type SigningEntry } from './signingEntries.ts';

/** The header with one more signing key. */
export async function addSigningKey(
  stored: StoreHeader,
  context: SigningContext,
  name: string,
  call?: CallOptions,
): Promise<StoreHeader> {
  const signing: readonly SigningEntry[] = stored.signing ?? [];
  if (signing.length >= limits.signingKeys) {
    throw new ColloquyError('limit_exceeded', `A store has at most ${limits.signingKeys} signing keys.`, {
      context: { limit: 'signingKeys', max: limits.signingKeys },
    });
  }
  const keyIds = new Set(signing.map((entry) => parseSigningEntry(entry)?.verifier.keyId));
  for (;;) {
    const seed = systemSources.randomBytes(32);
    try {
      const verifier = new NoteVerifier(name, publicKeyOfSeed(seed));
      // Four bytes: two keys of one name and key id could not be told apart in a note.
      if (keyIds.has(verifier.keyId)) continue;
      const entry = await sealSigningKey(context, signing.length + 1, verifier, seed, latestEpoch(stored), call);
      return { ...stored, signing: [...signing, entry] };
    } finally {
      seed.fill(0);
    }
  }
}
