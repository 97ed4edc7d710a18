import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { canonicalJson, utf8Length } from '../bytes/index.ts';
import { parseDocument } from '../domain/document/index.ts';
import { encodeEntity, keyOfEntity } from '../domain/entities/index.ts';
import type { Entity } from '../domain/entities/types.ts';
import { entityKey } from '../domain/ids/entityKey.ts';
import type { Planner } from '../domain/plan/Planner.ts';
import type { DialogueState } from '../domain/state/DialogueState.ts';
import { limits } from '../limits.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { importKind, loadVerified } from './loadVerified.ts';
import type { StoreContext } from './StoreContext.ts';
import { dialogueExists, write } from './write.ts';

/** Room for the two wrapped keys of a first commit. */
const changesPerCommit = limits.commitChanges - 2;
/** Envelopes are a little larger than their plaintext, and padded. */
const bytesPerCommit = limits.commitBytes / 2;

/**
 * Stores the entities of a document. A small one is one commit; a larger one is a series, the root in the last, so that a dialogue
 * half imported is not mistaken for a whole one. Going on after an interruption writes what is missing.
 *
 * @throws ColloquyError `batch_validation_failed` with every fault of the document; `dialogue_exists`; what a write throws
 */
export async function importDocument(
  context: StoreContext,
  id: DialogueId,
  document: unknown,
  options: CallOptions,
): Promise<{ n: number; value: { entities: number; commits: number } }> {
  const { entities } = parseDocument(document);
  const loaded = await loadVerified(context, id, options, true);
  const missing = missingFrom(id, entities, loaded?.state);
  let n = loaded?.head.n ?? 0;
  const batches = batchesOf(missing);
  for (const [at, batch] of batches.entries()) {
    const first = n === 0 && at === 0;
    ({ n } = await write(context, id, putting(batch), batch, options, first));
  }
  return { n, value: { entities: missing.length, commits: batches.length } };
}

/** The entities that are not stored yet; refuses a dialogue that holds anything else. */
function missingFrom(id: DialogueId, entities: readonly Entity[], state: DialogueState | undefined): readonly Entity[] {
  const stored = new Map<RecordKey, Entity>(state?.entries());
  const missing = entities.filter((entity) => {
    const key = keyOfEntity(entity);
    const found = stored.get(key);
    stored.delete(key);
    if (found === undefined) return true;
    if (canonicalJson(encodeEntity(found)) === canonicalJson(encodeEntity(entity))) return false;
    throw dialogueExists(id);
  });
  if (stored.size > 0) throw dialogueExists(id);
  return missing;
}

/** Commits of bounded size, the root last. */
function batchesOf(entities: readonly Entity[]): readonly (readonly Entity[])[] {
  const ordered = [...entities.filter(({ type }) => type !== 'dialogue'), ...entities.filter(({ type }) => type === 'dialogue')];
  const batches: Entity[][] = [];
  let bytes = Infinity;
  for (const entity of ordered) {
    const size = utf8Length(canonicalJson(encodeEntity(entity))) + limits.keyBytes;
    const batch = batches.at(-1);
    if (batch === undefined || batch.length >= changesPerCommit || bytes + size > bytesPerCommit) {
      batches.push([entity]);
      bytes = size;
    } else {
      batch.push(entity);
      bytes += size;
    }
  }
  return batches;
}

/** A planner that puts what a document holds. The store refuses the commit if any of it is there already. */
function putting(batch: readonly Entity[]): Planner<readonly Entity[], null> {
  return {
    kind: importKind,
    parse: () => batch,
    reads: () => ({ keys: [entityKey.dialogue()] }),
    plan: () => ({ puts: batch, result: null }),
  };
}
