import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { canonicalJson, utf8Length } from '../bytes/index.ts';
import { parseDocument } from '../domain/document/index.ts';
import { encodeEntity, keyOfEntity } from '../domain/entities/index.ts';
import type { Entity } from '../domain/entities/types.ts';
import type { DialogueState } from '../domain/state/DialogueState.ts';
import { limits } from '../limits.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { backoff } from './backoff.ts';
import { buildCommit, buildFirstCommit } from './buildCommit.ts';
import { importKind, loadVerified } from './loadVerified.ts';
import { refuseMoved } from './moved.ts';
import { plainEntity } from './records.ts';
import { send } from './send.ts';
import type { RecordMap } from './snapshot.ts';
import type { StoreContext } from './StoreContext.ts';
import type { VerifiedHead } from './verifyHead.ts';
import { dialogueExists, explainMismatch, landed, revisionConflict } from './write.ts';

/** Room for the two wrapped keys of a first commit. */
const changesPerCommit = limits.commitChanges - 2;
/** Envelopes are a little larger than their plaintext, and padded. */
const bytesPerCommit = limits.commitBytes / 2;

/**
 * Stores the entities of a document. A small one is one commit; a larger one is a series, the root in the last, so that a dialogue
 * half imported is not mistaken for a whole one. Going on after an interruption writes what is missing, and so does going on after
 * somebody else wrote: another import of the same document, or something that makes this one `dialogue_exists`.
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
  let [written, commits] = [0, 0];
  for (let attempt = 0; ;) {
    const loaded = await loadVerified(context, id, options, true);
    if (loaded !== undefined) refuseMoved(id, loaded.head);
    let head = loaded?.head;
    const missing = missingFrom(id, entities, loaded?.state);
    let isLost = false;
    for (const batch of batchesOf(missing)) {
      const next = await putAfter(context, id, head, batch, loaded?.records, options);
      isLost = next === undefined;
      if (next === undefined) break;
      head = next;
      written += batch.length;
      commits += 1;
    }
    if (!isLost) return { n: head?.n ?? 0, value: { entities: written, commits } };
    attempt += 1;
    if (attempt >= context.maxAttempts) throw revisionConflict(context, id, (head?.n ?? 0) + 1);
    await backoff(context, attempt, options);
  }
}

/** Puts entities that are not there yet by the commit that follows `head`; undefined when somebody else was first. */
async function putAfter(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead | undefined,
  entities: readonly Entity[],
  stored: RecordMap | undefined,
  options: CallOptions,
): Promise<VerifiedHead | undefined> {
  options.signal?.throwIfAborted();
  const n = (head?.n ?? 0) + 1;
  const records = entities.map((entity) => {
    // A tombstone, where what was imported before is lost.
    const prior = stored?.get(keyOfEntity(entity))?.digest ?? null;
    return { ...plainEntity(id, entity, n), prior };
  });
  const plan = { kind: importKind, time: context.sources.now(), records, checks: [] };
  const built =
    head === undefined
      ? await buildFirstCommit(context, id, plan, options)
      : await buildCommit(context, id, head, plan, options);
  const outcome = await send(context, id, built.commit, options);
  if (outcome.outcome === 'mismatch') await explainMismatch(context, id, head?.n, outcome.keys, options);
  if (outcome.outcome !== 'committed') return undefined;
  landed(context, id, built.head);
  return built.head;
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
  const ordered = [
    ...entities.filter(({ type }) => type !== 'dialogue'),
    ...entities.filter(({ type }) => type === 'dialogue'),
  ];
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
