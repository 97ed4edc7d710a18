import { utf8Bytes } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import type { NoteVerifier } from './NoteVerifier.ts';
import { parseSignedNote } from './signedNote.ts';

/** A note that at least one pinned key has signed. */
export interface OpenedNote {
  readonly text: string;
  /** The pinned keys whose signatures were verified, in the order of the lines. */
  readonly signers: readonly NoteVerifier[];
}

/** Why a note is not believed. */
export interface NoteFault {
  readonly fault: 'note_malformed' | 'note_untrusted';
  /** For a person. Nothing that the note says stands in it. */
  readonly message: string;
}

/**
 * Believes a note, or not. Signatures of keys that are not pinned are ignored; one of a pinned key that does not verify, or stands there
 * twice, refuses the whole note; without one of a pinned key there is nothing to believe (CK-OPEN-01 to -03).
 *
 * @param keys at least one; a name and key id at most once
 * @throws ColloquyError `invalid_argument` when `keys` cannot decide
 */
export function judgeNote(note: string | Uint8Array, keys: readonly NoteVerifier[]): OpenedNote | NoteFault {
  const pinned = new Map(keys.map((key) => [placeOf(key), key]));
  if (pinned.size === 0 || pinned.size < keys.length) {
    throw new ColloquyError(
      'invalid_argument',
      'At least one key must be pinned, and no two of them have the same name and key id.',
    );
  }
  const parsed = parseSignedNote(note);
  if (parsed === undefined) return { fault: 'note_malformed', message: 'What was given is not a signed note.' };
  const text = utf8Bytes(parsed.text);
  const signers: NoteVerifier[] = [];
  for (const line of parsed.signatures) {
    const key = pinned.get(placeOf(line));
    if (key === undefined) continue;
    if (signers.includes(key)) return untrusted(`The note has two signatures of the pinned key ${key.name}.`);
    if (!key.verify(text, line.signature)) {
      return untrusted(`The signature of the pinned key ${key.name} does not verify: note or signature was changed.`);
    }
    signers.push(key);
  }
  if (signers.length === 0) return untrusted('No pinned key has signed the note.');
  return { text: parsed.text, signers };
}

/**
 * The text of a note that a pinned key has signed.
 *
 * @throws ColloquyError `integrity_error`, its `context.reason` `note_malformed` or `note_untrusted`; `invalid_argument`
 */
export function openSignedNote(note: string | Uint8Array, keys: readonly NoteVerifier[]): OpenedNote {
  const judged = judgeNote(note, keys);
  if ('fault' in judged) throw noteError(judged);
  return judged;
}

export function noteError({ fault, message }: NoteFault): ColloquyError {
  return new ColloquyError('integrity_error', message, { context: { reason: fault } });
}

function untrusted(message: string): NoteFault {
  return { fault: 'note_untrusted', message };
}

/** A name has no space, so the two cannot run into each other. */
function placeOf({ name, keyId }: { readonly name: string; readonly keyId: string }): string {
  return `${name} ${keyId}`;
}
