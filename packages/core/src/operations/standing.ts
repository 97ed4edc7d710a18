import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { entityKey } from '../domain/ids/entityKey.ts';
import { ColloquyError } from '../errors/index.ts';
import { importKind, isImporting, workOf } from '../store/loadVerified.ts';
import { readAtomic, type AtomicRead } from '../store/readAtomic.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';

/** What key administration does, as the log names it. */
export type KeyWork = 'rotate' | 'reseal' | 'retire' | 'rewrap';

/**
 * A dialogue as its head says, with some of its records, and the root among them if it is there.
 *
 * @throws ColloquyError `dialogue_not_found` for one without commits
 */
export async function standing(
  context: StoreContext,
  id: DialogueId,
  keys: readonly RecordKey[],
  options: CallOptions,
): Promise<AtomicRead> {
  const read = await readAtomic(context, id, [...keys, entityKey.dialogue()], options);
  if (read === undefined) throw noDialogue(id);
  return read;
}

export function noDialogue(id: DialogueId): ColloquyError {
  return new ColloquyError('dialogue_not_found', `There is no dialogue ${id} here: check the id and the store.`, {
    context: { dialogueId: id },
  });
}

/**
 * The kind of the entry. In the middle of an import it begins with `import`, because the kind of the last entry that is no boundary is what tells a dialogue whose
 * root is still to come from one that has lost it.
 */
export function kindOf(
  work: KeyWork,
  { head, records }: Pick<AtomicRead, 'head'> & { readonly records: ReadonlyMap<RecordKey, unknown> },
): string {
  const importing = isImporting(workOf(head)) && !records.has(entityKey.dialogue());
  return importing ? `${importKind}.${work}` : `key.${work}`;
}
