import type { DialogueId } from '../address/DialogueId.ts';
import type { Dialogue } from '../domain/entities/types.ts';
import { candidateIds, opaqueId, slugify } from '../domain/ids/index.ts';
import type { NewDialogue } from '../domain/plan/inputs.ts';
import { ColloquyError, isColloquyError, type ErrorCode } from '../errors/index.ts';
import { systemSources } from '../sources.ts';
import type { DialogueStore, Written } from '../traits/DialogueStore.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';

/**
 * How a dialogue gets its id. `slug`: from the title, with `-2` to `-99` when taken; readable, but it shows in the clear what the
 * title, which is sealed, says. `opaque`: 128 random bits; nothing of the title leaks.
 */
export type FreeIdStrategy = 'slug' | 'opaque';

/** The id of an erased dialogue stays its own, because its log is there for ever; so does that of one that has left, or is on its way. */
const taken: ReadonlySet<ErrorCode> = new Set(['dialogue_exists', 'key_erased', 'dialogue_moved', 'dialogue_moving']);

/**
 * Creates a dialogue under an id that is free. Each candidate is tried by creating it, one partition at a time: nobody can take it
 * between a look and the write.
 *
 * @throws ColloquyError `dialogue_id_exhausted` when the slug and all its suffixes are taken, and what `create` throws
 * @example
 * const { dialogueId } = await createWithFreeId(store, { title: 'NVIDIA analysis' }, 'slug'); // 'nvidia-analysis'
 */
export async function createWithFreeId(
  store: DialogueStore,
  input: NewDialogue,
  strategy: FreeIdStrategy,
  options: CallOptions = {},
): Promise<Written<Dialogue>> {
  // A title that is no text is refused by `create`, with every other fault of the input.
  const title = typeof input.title === 'string' ? input.title : '';
  const candidates: Iterable<DialogueId> =
    strategy === 'opaque' ? [opaqueId(systemSources.randomBytes(16))] : candidateIds(title);
  for (const id of candidates) {
    try {
      return await store.create(id, input, options);
    } catch (error) {
      if (!isColloquyError(error) || !taken.has(error.code)) throw error;
    }
  }
  throw new ColloquyError(
    'dialogue_id_exhausted',
    'The slug of this title and its suffixes -2 to -99 are all taken: choose another title, or opaque ids.',
    { context: { slug: slugify(title) } },
  );
}
