import { parseCheckpointText, type Checkpoint } from './checkpointText.ts';
import type { NoteVerifier } from './NoteVerifier.ts';
import { judgeNote, noteError, type NoteFault } from './openSignedNote.ts';

/** A note, and the keys that it is believed by. */
export interface NoteEvidence {
  /** As it was published: text, or its UTF-8 bytes. */
  readonly note: string | Uint8Array;
  /** Pinned keys: at least one, each under its name. One signature of one of them is enough. */
  readonly keys: readonly NoteVerifier[];
}

/** A checkpoint that at least one pinned key has signed. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly signers: readonly NoteVerifier[];
}

/** {@link openCheckpoint} with the fault as an answer. */
export function judgeCheckpoint({ note, keys }: NoteEvidence): OpenedCheckpoint | NoteFault {
  const judged = judgeNote(note, keys);
  if ('fault' in judged) return judged;
  const checkpoint = parseCheckpointText(judged.text);
  if (checkpoint === undefined) {
    return {
      fault: 'note_malformed',
      message: 'The note is signed by a pinned key, and it is no checkpoint of a log.',
    };
  }
  return { ...checkpoint, signers: judged.signers };
}

/**
 * What a checkpoint says, when a pinned key has signed it.
 *
 * @throws ColloquyError `integrity_error`, its `context.reason` `note_malformed` or `note_untrusted`; `invalid_argument` when no key is
 * pinned
 * @example
 * const { logId, n, hash } = openCheckpoint({ note, keys: [NoteVerifier.parse(pinned)] });
 */
export function openCheckpoint(evidence: NoteEvidence): OpenedCheckpoint {
  const judged = judgeCheckpoint(evidence);
  if ('fault' in judged) throw noteError(judged);
  return judged;
}
