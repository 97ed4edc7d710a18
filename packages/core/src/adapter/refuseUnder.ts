import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';
import { dialogueMoved } from '../move/dialogueMoved.ts';
import { parseResidenceText } from '../move/residenceText.ts';
import type { Residence } from '../traits/MigrationPort.ts';

/** What is asked of a dialogue: `head` also for `settle`, `read` for `get` and `load`, `write` for a commit above the head and for repair. */
export type ResidedCall = 'head' | 'read' | 'write';

/**
 * Throws what a call answers where a residence forbids it; returns where it does not (`docs/spec/migration.md`, MG-ANSWER-01 and -02). One
 * judgement for all backends, from what their row of the head says anyway.
 *
 * @param n - of the head; 0 where there is none
 * @throws ColloquyError `dialogue_moving` of an import over nothing, `dialogue_moved` otherwise; with `dialogueId`, `status`, `n`, and where the text can be read `moveId`, `place` and `name` of the other store
 *
 * @example
 * refuseUnder('read', id, row.residence, row.n);
 */
export function refuseUnder(call: ResidedCall, id: DialogueId, residence: Residence | null, n: number): void {
  if (residence === null || !isRefused(call, residence)) return;
  const { status } = residence;
  const text = parseResidenceText(residence.move);
  const other =
    text === undefined ? undefined : { moveId: text.moveId, place: text.other.place, name: text.other.name };
  const store = text === undefined ? 'another store' : `the store ${text.other.name} (place ${text.other.place})`;
  if (n === 0)
    throw new ColloquyError(
      'dialogue_moving',
      status === 'aborted'
        ? `A move of ${id} into this store from ${store} was aborted. Nothing was written; use that store, or start the move anew.`
        : `${id} is on its way into this store from ${store}. Nothing was written; migrate status says how far it is, resume or cancel ends it.`,
      { context: { dialogueId: id, status, ...other } },
    );
  throw dialogueMoved(id, status, n, other);
}

function isRefused(call: ResidedCall, { status }: Residence): boolean {
  if (status === 'importing' || status === 'aborted') return true;
  return call === 'write' || (call === 'read' && status !== 'moved');
}
