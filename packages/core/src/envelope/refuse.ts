import type { DialogueId } from '../address/index.ts';
import { ColloquyError } from '../errors/index.ts';

/**
 * The one answer to everything that an attacker could cause (EV-OPEN-08). It says where, never which check failed: that would tell
 * somebody who changes bytes how far they came.
 */
export function refused(dialogueId: DialogueId, key: string): ColloquyError {
  return new ColloquyError(
    'integrity_error',
    `Dialogue ${dialogueId}: ${key} does not open: it is not what was sealed for this place.`,
    { context: { dialogueId, key } },
  );
}

/** A call that no caller of this package makes. */
export function malformed(message: string): ColloquyError {
  return new ColloquyError('invalid_argument', message);
}
