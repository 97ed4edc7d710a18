import { ColloquyError } from '../../errors/index.ts';
import { logIdOfOrigin, parseCheckpointText, type Checkpoint } from '../checkpointText.ts';
import { parseSignedNote } from '../signedNote.ts';

/**
 * What a note says that is to be kept. Its form only: an anchor has no keys.
 *
 * @throws ColloquyError `invalid_argument`
 */
export function publishable(note: string): Checkpoint {
  const parsed = parseSignedNote(note);
  const checkpoint = parsed && parseCheckpointText(parsed.text);
  if (checkpoint === undefined) throw new ColloquyError('invalid_argument', 'An anchor keeps signed checkpoints.');
  return checkpoint;
}

/** @throws ColloquyError `invalid_argument` */
export function logIdOf(origin: string): string {
  const logId = logIdOfOrigin(origin);
  if (logId === undefined) {
    throw new ColloquyError('invalid_argument', 'An origin is colloquy/v1/ and the 32 digits of a logId.');
  }
  return logId;
}
