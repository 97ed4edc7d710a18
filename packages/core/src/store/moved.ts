import type { DialogueId } from '../address/DialogueId.ts';
import { dialogueMoved } from '../move/dialogueMoved.ts';
import type { Moved } from '../traits/DialogueStore.ts';
import { scoped } from '../traits/PartitionScoped.ts';
import type { StoreContext } from './StoreContext.ts';
import type { AuthenticHead } from './verifyHead.ts';

/** What a writer or reader must know of a head to see that the dialogue has left. */
type LeftHead = Pick<AuthenticHead, 'n' | 'boundary'>;

/** Where the dialogue went, when this head is the entry with which it left. */
export function movedOf({ n, boundary }: LeftHead): Moved | undefined {
  if (boundary?.kind !== 'migrate.out') return undefined;
  const { moveId, target } = boundary.body;
  return { moveId, place: target.place, name: target.name, n };
}

/**
 * Behind `migrate.out` nobody writes, whatever the backend says (MG-ANSWER-04, -06).
 *
 * @throws ColloquyError `dialogue_moved`
 */
export function refuseMoved(id: DialogueId, head: LeftHead): void {
  const moved = movedOf(head);
  if (moved !== undefined) throw refusal(id, moved);
}

/**
 * Lets a reader have the retired copy, and tells so, once per dialogue and head; or refuses it, where the store was opened so
 * (MG-ANSWER-03).
 *
 * @returns where the dialogue went; undefined when it has not
 * @throws ColloquyError `dialogue_moved` with `retired: 'refuse'`
 */
export function noticeMoved(context: StoreContext, id: DialogueId, head: LeftHead): Moved | undefined {
  const moved = movedOf(head);
  if (moved === undefined) return undefined;
  if (context.retired === 'refuse') throw refusal(id, moved);
  // One move of a dialogue is one head: no move id comes twice.
  if (context.told.get(id) !== moved.moveId) {
    context.told.set(id, moved.moveId);
    context.onMoved?.(scoped(id, { ...moved }));
  }
  return moved;
}

function refusal(id: DialogueId, { n, ...to }: Moved): Error {
  return dialogueMoved(id, 'moved', n, to);
}
