import { announceKey } from '../../checkpoint/announcement.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { changeHeader, readHeader, type SigningContext, type SigningKeysOptions } from './headerOfKeyring.ts';
import { addSigningKey } from './addSigningKey.ts';
import { keyMissing, openEntry } from './openSigningKey.ts';
import { parseSigningEntry } from './signingEntries.ts';
import type { SigningKey } from './SigningKey.ts';
import type { StoreHeader } from '../storeHeader.ts';

/** A new signing key, and the note by which the one before announces it. */
export interface RotatedSigningKey {
  readonly signer: SigningKey;
  /** For everybody who pins the old key: `followAnnouncement(pinned, announcement)`. */
  readonly announcement: string;
}

/**
 * Makes the next version of the signing key. The old one stays in the header, so that its announcement can be made again
 * ({@link announceSigningKey}) if this answer is lost; it signs nothing else any more.
 *
 * @throws ColloquyError `key_missing` when there is none yet; `revision_conflict` when somebody else rotated at the same time;
 * `limit_exceeded` at 64 versions; as `createSigningKey`
 */
export async function rotateSigningKey(options: SigningKeysOptions, call?: CallOptions): Promise<RotatedSigningKey> {
  const { keyring } = options;
  let before: number | undefined;
  const made = await changeHeader(
    options,
    async (stored) => {
      const latest = parseSigningEntry(stored.signing?.at(-1));
      if (latest === undefined) throw keyMissing(keyring.tenant);
      before ??= latest.version;
      if (latest.version !== before) {
        throw new ColloquyError('revision_conflict', 'Somebody else rotated the signing key at the same time.', {
          context: { version: latest.version },
        });
      }
      return addSigningKey(stored, options, latest.verifier.name, call);
    },
    call,
  );
  const signer = await openEntry(made, options, undefined, call);
  return { signer, announcement: await announcementOf(made, options, signer.version, call) };
}

/**
 * The note that announces a version, signed by the version before it and by itself. The same bytes each time: Ed25519 has no randomness.
 *
 * @param version 2 or more
 * @throws ColloquyError `key_missing`; as `openSigningKey`
 */
export async function announceSigningKey(
  options: SigningKeysOptions & { readonly version: number },
  call?: CallOptions,
): Promise<string> {
  const { stored } = await readHeader(options, call);
  return announcementOf(stored, options, options.version, call);
}

async function announcementOf(
  stored: StoreHeader,
  context: SigningContext,
  version: number,
  call?: CallOptions,
): Promise<string> {
  const to = await openEntry(stored, context, version, call);
  return announceKey(await openEntry(stored, context, version - 1, call), to, version, call);
}
