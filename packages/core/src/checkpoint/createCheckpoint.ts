import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';
import type { DialogueStore, HistoryEntry } from '../traits/DialogueStore.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { encodeCheckpointText, type Checkpoint } from './checkpointText.ts';
import type { NoteSigner } from './NoteSigner.ts';
import { signNote } from './signNote.ts';

/** A checkpoint and the note that says so. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** C2SP signed note. */
  readonly note: string;
}

/** Signs what is given. {@link createCheckpoint} reads it from a store. */
export async function signCheckpoint(
  checkpoint: Checkpoint,
  signers: NoteSigner | readonly NoteSigner[],
  options?: CallOptions,
): Promise<string> {
  const list: readonly NoteSigner[] = 'sign' in signers ? [signers] : signers;
  return signNote(encodeCheckpointText(checkpoint), list, options);
}

/**
 * Signs where the log of a dialogue stands now: its id, the n of the head and the head's entry hash. Head and first entry are believed
 * by their MACs, as every read does (CL-READ-01, -07); whether every record and entry between is whole is for `verify` to say.
 *
 * Costs 2 gets and 2 log pages of one entry, whatever the size of the dialogue. Commits nothing. Opens no record: a dialogue that was
 * erased has checkpoints still.
 *
 * @param signers one, or several whose signatures stand in this order
 * @throws ColloquyError `dialogue_not_found`, `integrity_error`, and what store and signers throw
 * @example
 * const { note } = await createCheckpoint(store, id, await openSigningKey({ header, keyring }));
 */
export async function createCheckpoint(
  store: DialogueStore,
  id: DialogueId,
  signers: NoteSigner | readonly NoteSigner[],
  options: CallOptions = {},
): Promise<SignedCheckpoint> {
  const { n, entries } = await store.history(id, 1, 1, options);
  if (n === 0) {
    throw new ColloquyError('dialogue_not_found', `There is no dialogue ${id} here.`, { context: { dialogueId: id } });
  }
  const logId = entries[0]?.logId;
  if (logId === undefined) throw absent(id, 1);
  const { hash } = await entryAt(store, id, n, options);
  const checkpoint = { logId, n, hash };
  return { checkpoint, note: await signCheckpoint(checkpoint, signers, options) };
}

/** Entry n of the log, authentic. */
export async function entryAt(
  store: DialogueStore,
  id: DialogueId,
  n: number,
  options: CallOptions,
): Promise<HistoryEntry> {
  const { entries } = await store.history(id, n, 1, options);
  const [entry] = entries;
  if (entry?.n !== n) throw absent(id, n);
  return entry;
}

function absent(id: DialogueId, n: number): ColloquyError {
  return new ColloquyError('integrity_error', `Dialogue ${id}: entry ${n} is missing from the log.`, {
    context: { dialogueId: id, reason: 'log', n },
  });
}
