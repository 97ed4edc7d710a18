import { dialogueId, type DialogueId } from '../address/DialogueId.ts';
import { toHex } from '../bytes/index.ts';
import type { PayloadCodec } from '../codec/index.ts';
import type { EntityTypes, Item } from '../domain/entities/types.ts';
import type { ItemType } from '../domain/enumerations.ts';
import { entityKey, type EntityKey } from '../domain/ids/entityKey.ts';
import { parseDisplayId } from '../domain/ids/displayId.ts';
import { planners } from '../domain/plan/index.ts';
import type { Planner } from '../domain/plan/Planner.ts';
import { ColloquyError } from '../errors/index.ts';
import { systemSources, type Sources } from '../sources.ts';
import type {
  DialogueHandle,
  DialogueStore,
  LoadedDialogue,
  Moved,
  WriteOptions,
  Written,
} from '../traits/DialogueStore.ts';
import { scoped, type Scoped } from '../traits/PartitionScoped.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { verifyDialogue } from '../verify/verifyDialogue.ts';
import { auditedStore } from './auditedStore.ts';
import { createContext, type DialogueStoreOptions } from './createContext.ts';
import { readHistory, readOutcome } from './history.ts';
import { importDocument } from './importDocument.ts';
import { hasRoot, loadVerified, refreshVerified, type VerifiedState } from './loadVerified.ts';
import { noticeMoved } from './moved.ts';
import { readAtomic } from './readAtomic.ts';
import { openEntities } from './records.ts';
import type { StoreContext } from './StoreContext.ts';
import { isTombstone } from './tombstone.ts';
import { refuseErased } from './verifyHead.ts';
import { write } from './write.ts';

/**
 * Makes the store that an application calls, over any backend.
 *
 * @throws ColloquyError `invalid_argument`
 * @example
 * const store = createDialogueStore({ backend, keyring });
 * await store.create(dialogueId('nvidia-analysis'), { title: 'NVIDIA analysis' });
 */
export function createDialogueStore(options: DialogueStoreOptions): DialogueStore {
  return createDialogueStoreWith(options, systemSources);
}

/** {@link createDialogueStore} with chosen time, randomness and waiting. Public through the testing subpath only. */
export function createDialogueStoreWith(
  options: DialogueStoreOptions,
  sources: Sources,
  codecOf: (codec: PayloadCodec) => PayloadCodec = (codec) => codec,
): DialogueStore {
  const context = createContext(options, sources, codecOf);

  const told = (id: DialogueId, loaded: VerifiedState): LoadedDialogue =>
    publicState(id, loaded, noticeMoved(context, id, loaded.head));

  /** The method that runs a planner. */
  const writing =
    <Input, Result>(planner: Planner<Input, Result>, creates = false) =>
    async (id: DialogueId, input: unknown, callOptions: WriteOptions = {}): Promise<Written<Result>> =>
      scoped(id, await write(context, dialogueId(id), planner, input, callOptions, creates));

  const store = Object.freeze({
    create: writing(planners.createDialogue, true),
    setDialogueStatus: writing(planners.setDialogueStatus),
    registerExpert: writing(planners.registerExpert),
    scoreExpert: writing(planners.scoreExpert),
    createRound: writing(planners.createRound),
    setRoundStatus: writing(planners.setRoundStatus),
    recordContent: writing(planners.recordContent),
    // The planner registers an item of the type that the input names.
    registerItem: writing(planners.registerItem) as DialogueStore['registerItem'],
    registerMove: writing(planners.registerMove),
    addRef: writing(planners.addRef),
    recordVerdict: writing(planners.recordVerdict),
    transitionItem: writing(planners.transitionItem),
    commentTension: writing(planners.commentTension),
    signalConvergence: writing(planners.signalConvergence),
    registerRound: writing(planners.registerRound),

    importDocument: async (id, document, callOptions = {}) =>
      scoped(id, await importDocument(context, dialogueId(id), document, callOptions)),

    get: async (id, callOptions = {}) => readOne(context, dialogueId(id), entityKey.dialogue(), callOptions),

    item: async (id, displayId, callOptions = {}) => {
      const parsed = typeof displayId === 'string' ? parseDisplayId(displayId) : undefined;
      if (parsed === undefined) {
        throw new ColloquyError(
          'invalid_argument',
          'A display id is a letter of P T R E C and four digits, such as P0102.',
        );
      }
      const key = entityKey.item<ItemType>(parsed.type, parsed.round, parsed.seq);
      return readOne<Item>(context, dialogueId(id), key, callOptions);
    },

    load: async (id, callOptions = {}) => told(id, await load(context, dialogueId(id), callOptions)),
    open: async (id, callOptions = {}) => handleOf(context, id, await load(context, dialogueId(id), callOptions)),

    history: async (id, from, limit, callOptions = {}) =>
      scoped(id, await readHistory(context, dialogueId(id), from, limit, callOptions)),
    outcome: async (id, commit, callOptions = {}) =>
      scoped(id, { outcome: await readOutcome(context, dialogueId(id), commit, callOptions) }),
    verify: async (id, callOptions = {}) => scoped(id, await verifyDialogue(context, dialogueId(id), callOptions)),
  } satisfies DialogueStore);
  const { audit, keyring } = options;
  return audit === undefined ? store : auditedStore(store, audit, keyring.tenant);
}

async function readOne<E extends EntityTypes[keyof EntityTypes]>(
  context: StoreContext,
  id: DialogueId,
  key: EntityKey<E['type']>,
  options: CallOptions,
): Promise<Scoped<{ readonly n: number; readonly value: E }> | undefined> {
  const root = entityKey.dialogue();
  // With the root beside it: what an unfinished import has brought so far is not there yet.
  const read = await readAtomic(context, id, [key, root], options);
  if (read === undefined) return undefined;
  refuseErased(id, read.head);
  noticeMoved(context, id, read.head);
  if (!hasRoot(id, read.head, read.records)) return undefined;
  const record = read.records.get(key);
  if (record === undefined || isTombstone(record)) return undefined;
  const [entity] = await openEntities(context, id, read.head, [record], options);
  // The key says the type, and opening has checked that the record is what its key says.
  return entity && scoped(id, { n: read.head.n, value: entity as E });
}

async function load(context: StoreContext, id: DialogueId, options: CallOptions): Promise<VerifiedState> {
  const loaded = await loadVerified(context, id, options);
  if (loaded !== undefined) return loaded;
  throw new ColloquyError('dialogue_not_found', `There is no dialogue ${id} here: check the id and the store.`, {
    context: { dialogueId: id },
  });
}

function publicState(id: DialogueId, { head, state }: VerifiedState, moved: Moved | undefined): LoadedDialogue {
  return scoped(id, { n: head.n, logHead: toHex(head.hash), state, ...(moved === undefined ? {} : { moved }) });
}

function handleOf(context: StoreContext, id: DialogueId, loaded: VerifiedState): DialogueHandle {
  let verified = loaded;
  let current = publicState(id, loaded, noticeMoved(context, id, loaded.head));
  return scoped(id, {
    get current() {
      if (verified.head.keys.kek.isLive()) return current;
      throw new ColloquyError(
        'key_unavailable',
        `The lease of the keys of dialogue ${id} has ended: refresh the handle, which asks for them again.`,
        { context: { dialogueId: id, refused: false } },
      );
    },
    get moved() {
      return current.moved;
    },
    refresh: async (options: CallOptions = {}) => {
      const refreshed = await refreshVerified(context, id, verified, options);
      const moved = noticeMoved(context, id, refreshed.head);
      // Refreshes may overlap; the newest state stays, and with the same state the newest keys.
      if (refreshed.head.n > verified.head.n) current = publicState(id, refreshed, moved);
      if (refreshed.head.n >= verified.head.n) verified = refreshed;
      return current;
    },
  });
}
