import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';
import { asChunk, asHead, pendingOf, place, recordItem, type Pending, type StoredHead } from './layout.ts';
import type { Engine, EngineAction, EngineItem, TransactOptions } from './Engine.ts';
import { queryAll } from './queryAll.ts';

const chunkBytes = 350 * 1024;

/** Splits the records of a large commit into at most `most` chunks of about 350 KB. */
export function chunksOf(records: readonly StoredRecord[], most: number): readonly EngineItem[] {
  const total = records.reduce((sum, record) => sum + sizeOf(record), 0);
  const target = Math.max(chunkBytes, Math.ceil(total / most));
  const chunks: { changes: EngineItem[] }[] = [];
  let size = Infinity;
  for (const record of records) {
    if (size + sizeOf(record) > target && chunks.length < most) {
      chunks.push({ changes: [] });
      size = 0;
    }
    chunks.at(-1)?.changes.push(recordItem(record));
    size += sizeOf(record);
  }
  return chunks;
}

function sizeOf(record: StoredRecord): number {
  return record.envelope.byteLength + record.key.length + 512;
}

/**
 * The records of a pending commit, from its chunks; undefined when a chunk is gone because the commit was finished meanwhile: a
 * pending commit keeps all its chunks.
 *
 * @throws ColloquyError `integrity_error` when a chunk is gone and the commit is pending still: waiting would be for ever
 */
export async function readChunks(
  engine: Engine,
  id: DialogueId,
  pending: Pending,
  options: CallOptions,
): Promise<readonly StoredRecord[] | undefined> {
  const places = Array.from({ length: pending.chunks }, (_, index) => place.chunk(id, pending.commitId, index));
  const records = recordsOf(await engine.read(places, options));
  if (records !== undefined) return records;
  // What saw the mark was not one moment with what saw no chunk, so both are asked once more as one.
  const [head, ...chunks] = await engine.read([place.head(id), ...places], options);
  if (pendingOf(asHead(head))?.commitId !== pending.commitId) return undefined;
  const found = recordsOf(chunks);
  if (found !== undefined) return found;
  throw new ColloquyError(
    'integrity_error',
    `Dialogue ${id} has an unfinished commit, and some of its records are lost.`,
    {
      context: { dialogueId: id, commitId: pending.commitId },
    },
  );
}

function recordsOf(items: readonly (EngineItem | undefined)[]): readonly StoredRecord[] | undefined {
  const chunks = items.map(asChunk).filter((chunk) => chunk !== undefined);
  return chunks.length < items.length ? undefined : chunks.flatMap(({ changes }) => changes);
}

/** Finishes the pending commit that somebody else began, if there is one. */
export async function applyPending(
  engine: Engine,
  id: DialogueId,
  head: StoredHead,
  limit: number,
  options: CallOptions,
): Promise<void> {
  const pending = pendingOf(head);
  const records = pending && (await readChunks(engine, id, pending, options));
  if (records !== undefined) await applyRecords(engine, id, { head, records }, limit, options);
}

/** A head that bears the mark of an unfinished commit, and all records of that commit. */
export interface Unfinished {
  readonly head: StoredHead;
  readonly records: readonly StoredRecord[];
}

/**
 * Puts the records of a pending commit in their places, removes the mark, deletes the chunks. Anyone may do it, several at once:
 * each transaction demands that the head still has this very mark, so whoever comes late writes nothing.
 */
export async function applyRecords(
  engine: Engine,
  id: DialogueId,
  { head, records }: Unfinished,
  limit: number,
  options: TransactOptions,
): Promise<void> {
  const pending = pendingOf(head);
  if (pending === undefined) return;
  const stillPending = {
    kind: 'fields',
    fields: { n: head.n, pendingCommitId: pending.commitId },
  } as const;
  const perTransaction = limit - 1;
  for (let i = 0; i < records.length; i += perTransaction) {
    const puts = records
      .slice(i, i + perTransaction)
      .map((record): EngineAction => ({ action: 'put', ...place.record(id, record.key), item: recordItem(record) }));
    const check: EngineAction = { action: 'check', ...place.head(id), condition: stillPending };
    if (!(await engine.transact([check, ...puts], options))) return;
  }
  const { n, commitId, header, auth } = head;
  const settled = { n, commitId, header, auth };
  const unmark: EngineAction = { action: 'put', ...place.head(id), item: settled, condition: stillPending };
  if (!(await engine.transact([unmark], options))) return;
  const places = Array.from({ length: pending.chunks }, (_, i) => place.chunk(id, pending.commitId, i));
  await engine.remove(places, options);
}

/**
 * Deletes chunks that no pending commit owns: left behind by whoever died after removing the mark. Chunks are listed before the
 * head is read: a chunk exists only from the commit that marks the head, so one that the later head does not own belongs to a
 * finished commit.
 */
export async function sweepChunks(engine: Engine, id: DialogueId, options: CallOptions): Promise<void> {
  const { partition } = place.chunk(id, '', 0);
  const rows = await queryAll(engine, { partition, prefix: '', limit: Infinity }, options);
  if (rows.length === 0) return;
  const [item] = await engine.read([place.head(id)], options);
  const owner = pendingOf(asHead(item))?.commitId;
  const orphans = rows.filter((row) => row.sort.slice(0, row.sort.indexOf('#')) !== owner);
  const places = orphans.map(({ sort }) => ({ partition, sort }));
  if (places.length > 0) await engine.remove(places, options);
}
