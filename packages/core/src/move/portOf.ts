import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';
import type { MigrationBackend, MigrationPort } from '../traits/MigrationPort.ts';

/**
 * The port of a store.
 *
 * @param id the dialogue that was to move, for the error; undefined where it is not about one
 * @throws ColloquyError `move_refused`, reason `no_capability`, of a backend that dialogues cannot move from or to
 */
export function portOf({ migration }: MigrationBackend, id?: DialogueId): MigrationPort {
  if (migration !== undefined) return migration;
  throw new ColloquyError(
    'move_refused',
    'This backend has no port for moves: dialogues can neither leave it nor come to it. Nothing was written.',
    { context: { reason: 'no_capability', ...(id === undefined ? {} : { dialogueId: id }) } },
  );
}
