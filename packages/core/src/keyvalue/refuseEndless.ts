import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';

/** Rounds of a call that begins again because the dialogue changed under it. More in a row mean that answers contradict each other. */
const maxRounds = 100;

/** @throws ColloquyError `backend_busy` */
export function refuseEndless(id: DialogueId, round: number): void {
  if (round <= maxRounds) return;
  throw new ColloquyError('backend_busy', `Dialogue ${id} changed under this call again and again. Try again.`, {
    context: { dialogueId: id, rounds: maxRounds },
  });
}
