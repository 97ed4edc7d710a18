import type { DialogueId } from '../address/index.ts';
import { ColloquyError } from '../errors/index.ts';

/** The step of opening, EV-OPEN-01 to -05, that refused. For the audit only. */
export type OpeningStep = 1 | 2 | 3 | 4 | 5;

/** Beside the errors and not in them: what somebody prints, serialises or walks through does not lead here. */
const steps = new WeakMap<object, OpeningStep>();

/** The step at which an error of {@link refused} came about; undefined for every other error. */
export function stepOf(error: unknown): OpeningStep | undefined {
  return typeof error === 'object' && error !== null ? steps.get(error) : undefined;
}

/**
 * The one answer to everything that an attacker could cause (EV-OPEN-08). It says where, never which check failed: that would tell
 * somebody who changes bytes how far they came.
 */
export function refused(dialogueId: DialogueId, key: string, step: OpeningStep): ColloquyError {
  const error = new ColloquyError(
    'integrity_error',
    `Dialogue ${dialogueId}: ${key} does not open: it is not what was sealed for this place.`,
    { context: { dialogueId, key } },
  );
  steps.set(error, step);
  return error;
}

/** A call that no caller of this package makes. */
export function malformed(message: string): ColloquyError {
  return new ColloquyError('invalid_argument', message);
}
