import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';
import type { ResidenceStatus } from '../traits/MigrationPort.ts';

/** Where a dialogue went, and by which move. */
export interface Destination {
  /** 32 lowercase hexadecimal digits. */
  readonly moveId: string;
  /** Of the other store: 32 lowercase hexadecimal digits. */
  readonly place: string;
  /** Of the other store, for people. */
  readonly name: string;
}

/** What a store answers that a dialogue has left, by its log or by its residence (MG-ANSWER-02). */
export function dialogueMoved(
  id: DialogueId,
  status: ResidenceStatus,
  n: number,
  to: Destination | undefined,
): ColloquyError {
  const store = to === undefined ? 'another store' : `the store ${to.name} (place ${to.place})`;
  return new ColloquyError('dialogue_moved', sentenceOf(id, status, store), {
    context: { dialogueId: id, status, ...(n > 0 ? { n } : {}), ...to },
  });
}

function sentenceOf(id: DialogueId, status: ResidenceStatus, store: string): string {
  if (status === 'importing') {
    return `${id} had left this store, and is on its way back to it from ${store}: it is not here yet. Nothing was written; migrate status tells more, resume or cancel ends the move.`;
  }
  if (status === 'aborted') {
    return `${id} has left this store, and a move back to it was cancelled: it is in ${store}, or was when that was. Nothing was written; configure and use that store.`;
  }
  return `${id} has left this store for ${store}. Nothing was written; configure and use that store.`;
}
