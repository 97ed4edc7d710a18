import { ColloquyError, isColloquyError } from '../errors/index.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { NoteSigner } from './NoteSigner.ts';
import { NoteVerifier } from './NoteVerifier.ts';
import { noteError, openSignedNote } from './openSignedNote.ts';
import { signNote } from './signNote.ts';

/** A new signing key, as an announcement names it. */
export interface AnnouncedKey {
  /** 2 or more. */
  readonly version: number;
  readonly verifier: NoteVerifier;
}

const origin = 'colloquy/v1/signing-key';
const form = /^colloquy\/v1\/signing-key\n([1-9][0-9]{0,9})\n([!-~]+)\n$/;
const maxVersion = 2 ** 31 - 1;

/**
 * The note by which a new signing key is announced: its text names the new key, and both keys have signed it (CK-ROTATE-01). The old
 * signature says that the new key may follow, the new one that its owner agrees.
 *
 * @throws ColloquyError `invalid_argument` when the two keys have not the same name and different key ids; what the signers throw
 */
export async function announceKey(
  from: NoteSigner,
  to: NoteSigner,
  version: number,
  options?: CallOptions,
): Promise<string> {
  if (!follows(from.verifier, to.verifier) || !isVersion(version)) {
    throw new ColloquyError(
      'invalid_argument',
      'An announced key has the name of the key before it, another key id, and a version of 2 or more.',
    );
  }
  return signNote(`${origin}\n${version}\n${String(to.verifier)}\n`, [from, to], options);
}

/**
 * The key that may take the place of a pinned one. Whoever verifies pins it from then on; the old key it keeps only for old notes.
 *
 * That two keys have signed some note together says nothing of the kind: a stranger can add a signature to any note.
 *
 * @throws ColloquyError `integrity_error`, `context.reason` `note_malformed` or `note_untrusted`
 * @example
 * const { verifier } = followAnnouncement(pinned, announcement);
 */
export function followAnnouncement(pinned: NoteVerifier, note: string | Uint8Array): AnnouncedKey {
  const { text } = openSignedNote(note, [pinned]);
  const [, decimal = '', vkey = ''] = form.exec(text) ?? [];
  const version = Number(decimal);
  const verifier = parsed(vkey);
  if (verifier === undefined || !isVersion(version)) {
    throw noteError({
      fault: 'note_malformed',
      message: 'The note is signed by the pinned key, and announces no key.',
    });
  }
  if (!follows(pinned, verifier) || openSignedNote(note, [pinned, verifier]).signers.length < 2) {
    throw noteError({
      fault: 'note_untrusted',
      message: 'The note announces a key that does not follow the pinned one, or that has not signed it.',
    });
  }
  return { version, verifier };
}

/** The same name, and told apart by it and the key id. */
function follows(from: NoteVerifier, to: NoteVerifier): boolean {
  return from.name === to.name && from.keyId !== to.keyId;
}

function isVersion(version: number): boolean {
  return Number.isInteger(version) && version >= 2 && version <= maxVersion;
}

function parsed(vkey: string): NoteVerifier | undefined {
  try {
    return NoteVerifier.parse(vkey);
  } catch (error) {
    if (isColloquyError(error)) return undefined;
    throw error;
  }
}
