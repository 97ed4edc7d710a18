import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError, type ErrorContext } from '../errors/index.ts';

/** Why a move cannot begin or go on: `context.reason` of `move_refused` (`docs/spec/migration.md`, section 9). */
export type MoveRefusal =
  | 'same_place'
  | 'tenant'
  | 'keys_differ'
  | 'target_taken'
  | 'other_move'
  | 'other_target'
  | 'completed'
  | 'not_there'
  | 'unfinished'
  | 'torn'
  | 'no_capability';

/** `move_refused`: nothing was written by the step that says so. */
export function moveRefused(
  id: DialogueId,
  reason: MoveRefusal,
  message: string,
  context: ErrorContext = {},
): ColloquyError {
  return new ColloquyError('move_refused', message, { context: { reason, dialogueId: id, ...context } });
}

/** `move_cancelled`: the dialogue is at its source, or will be once `cancel` or `start` is called again. */
export function moveCancelled(id: DialogueId, moveId: string, context: ErrorContext = {}): ColloquyError {
  return new ColloquyError(
    'move_cancelled',
    `The move ${moveId} of ${id} was cancelled: the dialogue is at its source, where no record was touched. Start again to move it; that is a new move.`,
    { context: { dialogueId: id, moveId, ...context } },
  );
}

/** `integrity_error`: two stores, or a store and the register of moves, cannot both be right. */
export function contradicted(
  id: DialogueId,
  reason: 'rollback' | 'fork' | 'boundary' | 'mover_unknown' | 'misplaced',
  message: string,
  context: ErrorContext = {},
): ColloquyError {
  return new ColloquyError('integrity_error', message, { context: { reason, dialogueId: id, ...context } });
}
