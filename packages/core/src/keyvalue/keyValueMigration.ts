import type { DialogueId } from '../address/DialogueId.ts';
import { isDialogueId } from '../address/DialogueId.ts';
import { isRecordKey, type RecordKey } from '../address/RecordKey.ts';
import { batchBytesOf, batchLimits } from '../adapter/batchLimits.ts';
import { requireListing } from '../adapter/requireListing.ts';
import { requireTransition } from '../adapter/requireTransition.ts';
import { ColloquyError } from '../errors/index.ts';
import type { Batch, MigrationPort, ResidenceChange } from '../traits/MigrationPort.ts';
import { scoped } from '../traits/PartitionScoped.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';
import { changeResidence } from './changeResidence.ts';
import { copyOf } from './copyOf.ts';
import type { Engine, EngineAction } from './Engine.ts';
import {
  asHead,
  asRecord,
  dialogueIdsOf,
  entryItem,
  headSort,
  pendingOf,
  place,
  publicHead,
  recordItem,
  residenceFields,
  residenceOf,
} from './layout.ts';
import { readOnlyError } from './readOnlyEngine.ts';

export interface KeyValueMigrationOptions {
  readonly readOnly: boolean;
  readonly ready: (options: CallOptions | undefined) => void;
}

/** What a key-value service offers for moves: the residence lies in the row of the head, which every commit demands. */
export function keyValueMigration(engine: Engine, { readOnly, ready }: KeyValueMigrationOptions): MigrationPort {
  const readyToWrite = (options: CallOptions): void => {
    ready(options);
    if (readOnly) throw readOnlyError();
  };
  return Object.freeze<MigrationPort>({
    async residence(id, options = {}) {
      ready(options);
      const [row] = await engine.read([place.head(id)], options);
      const head = asHead(row);
      const pending = pendingOf(head) !== undefined;
      return scoped(id, { head: head && publicHead(head), residence: residenceOf(row), pending });
    },

    async change(id, change: ResidenceChange, options = {}) {
      readyToWrite(options);
      requireTransition(change);
      return scoped(id, await changeResidence(engine, id, copyOf(change), options));
    },

    async exportBatch(id, after, options = {}) {
      ready(options);
      return scoped(id, await readBatch(engine, id, after, options));
    },

    async writeBatch(id, under, batch, options = {}) {
      readyToWrite(options);
      const residence = { kind: 'fields', fields: residenceFields(under) } as const;
      const check: EngineAction = { action: 'check', ...place.head(id), condition: residence };
      const rows = actionsOf(id, copyOf(batch));
      if (rows.length > batchLimits.rows) throw tooManyRows(id, rows.length);
      // Nothing that stands there afterwards tells whether it was written.
      return scoped(id, { written: await engine.transact([check, ...rows], { ...options, conclusive: true }) });
    },

    async listPartitions({ limit: most, cursor, ...options }) {
      ready(options);
      requireListing({ limit: most });
      const page = await engine.partitionPage({ limit: most, ...(cursor === undefined ? {} : { cursor }) }, options);
      return { ids: dialogueIdsOf(page.partitions).filter(isDialogueId), cursor: page.cursor };
    },
  });
}

function actionsOf(id: DialogueId, batch: Batch): readonly EngineAction[] {
  return [
    ...batch.entries.map((entry): EngineAction => {
      return { action: 'put', ...place.entry(id, entry.n), item: entryItem(entry) };
    }),
    ...batch.records.map((record): EngineAction => {
      return { action: 'put', ...place.record(id, record.key), item: recordItem(record) };
    }),
    ...batch.removeEntries.map((n): EngineAction => ({ action: 'delete', ...place.entry(id, n) })),
    ...batch.removeRecords.map((key): EngineAction => ({ action: 'delete', ...place.record(id, key) })),
  ];
}

/** The records behind a key, as one query finds them; more than one where its page is empty. */
async function readBatch(
  engine: Engine,
  id: DialogueId,
  after: RecordKey | undefined,
  options: CallOptions,
): Promise<{ readonly records: readonly StoredRecord[]; readonly next: RecordKey | undefined }> {
  const { partition } = place.head(id);
  // Every record lies behind the head.
  const query = { partition, prefix: '', after: after ?? headSort, limit: batchLimits.rows };
  let page = await engine.query(query, options);
  while (page.rows.length === 0 && page.next !== undefined) {
    page = await engine.query({ ...query, after: page.next }, options);
  }
  const records: StoredRecord[] = [];
  let bytes = 0;
  for (const { sort, item } of page.rows) {
    const record = asRecord(item);
    if (record === undefined || !isRecordKey(sort)) continue;
    bytes += batchBytesOf(record);
    if (bytes > batchLimits.bytes && records.length > 0) return { records, next: records.at(-1)?.key };
    // Where it lies is its key, whatever it says itself.
    records.push({ ...record, key: sort });
  }
  return { records, next: page.next === undefined ? undefined : records.at(-1)?.key };
}

function tooManyRows(id: DialogueId, actual: number): ColloquyError {
  const max = batchLimits.rows;
  return new ColloquyError('limit_exceeded', `One batch holds ${max} rows, and this one has more.`, {
    context: { dialogueId: id, limit: 'transaction', max, actual },
  });
}
