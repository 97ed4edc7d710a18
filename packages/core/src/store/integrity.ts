import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';

/** Why stored data was not believed: the `reason` in the context of an `integrity_error`. */
export type IntegrityReason =
  | 'head_malformed'
  | 'head_mac'
  | 'key_record'
  | 'rollback'
  | 'fork'
  | 'head_missing'
  | 'digest'
  | 'codec'
  | 'plaintext'
  | 'address'
  | 'rev'
  | 'projection'
  | 'entity'
  | 'root_missing'
  | 'duplicate_record'
  | 'foreign_answer'
  | 'state_tag'
  | 'log'
  | 'condition'
  | 'damaged'
  | 'not_repairable'
  | 'boundary'
  | 'mover_unknown'
  | 'misplaced'
  | 'register'
  | 'source_log'
  | 'source_record'
  | 'target_record';

/** An `integrity_error`: what is stored is not what was written. */
export function integrityError(
  id: DialogueId,
  reason: IntegrityReason,
  message: string,
  context: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): ColloquyError {
  return new ColloquyError('integrity_error', `Dialogue ${id}: ${message}`, {
    context: { dialogueId: id, reason, ...context },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A backend that answers for another dialogue than it was asked for. */
export function foreignAnswer(id: DialogueId, other: DialogueId): Error {
  return integrityError(id, 'foreign_answer', `the backend answered for dialogue ${other}.`, { answered: other });
}
