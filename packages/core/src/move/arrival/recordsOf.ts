import type { DialogueId } from '../../address/DialogueId.ts';
import type { RecordKey } from '../../address/RecordKey.ts';
import { compareAscii } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { MigrationPort } from '../../traits/MigrationPort.ts';
import type { StoredRecord } from '../../traits/PartitionStore.ts';
import type { Work } from './Work.ts';

/**
 * The records of a store in key order, each once, with one batch of them in memory.
 *
 * @throws ColloquyError `backend_error` where the backend goes back, which would have no end
 */
export async function* recordsOf(
  port: MigrationPort,
  id: DialogueId,
  work: Work,
): AsyncGenerator<StoredRecord, void, undefined> {
  let after: RecordKey | undefined;
  do {
    const { records, next } = await port.exportBatch(id, after, work.call);
    let bytes = 0;
    for (const { key, envelope } of records) bytes += key.length + envelope.byteLength;
    await work.pace(bytes, records.length);
    for (const record of records) {
      demandAscent(id, after, record.key);
      after = record.key;
      yield record;
    }
    if (next !== undefined && (next !== after || records.length === 0)) demandAscent(id, after, next);
    after = next;
    work.tell();
  } while (after !== undefined);
}

function demandAscent(id: DialogueId, before: RecordKey | undefined, key: RecordKey): void {
  if (before === undefined || compareAscii(before, key) === -1) return;
  throw new ColloquyError(
    'backend_error',
    `The backend gives records of ${id} out of order: ${key} behind ${before}.`,
    {
      context: { dialogueId: id, key },
    },
  );
}
