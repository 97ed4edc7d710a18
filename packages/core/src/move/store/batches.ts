import { batchBytesOf, batchLimits } from '../../adapter/batchLimits.ts';
import type { DialogueId } from '../../address/DialogueId.ts';
import { isRecordKey, type RecordKey } from '../../address/RecordKey.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { EncryptedBatch, Imported } from '../../traits/MigrationStore.ts';
import { scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions, LogEntry, StoredRecord } from '../../traits/PartitionStore.ts';
import { locate } from './location.ts';
import { portOf } from '../portOf.ts';
import type { StoreParts } from './StoreParts.ts';

/** A page of the log, and behind its end pages of the records. */
export async function exportEncryptedBatch(
  parts: StoreParts,
  id: DialogueId,
  cursor: string | undefined,
  call?: CallOptions,
): Promise<EncryptedBatch> {
  const port = portOf(parts.backend, id);
  const place = placeIn(cursor);
  if ('from' in place) {
    const { entries, next } = await parts.backend.log(id, place.from, batchLimits.rows, call);
    let bytes = 0;
    const taken = entries.filter((entry, at) => {
      bytes += batchBytesOf(entry);
      return at === 0 || bytes <= batchLimits.bytes;
    });
    const last = taken.at(-1);
    const goesOn = taken.length < entries.length || next !== undefined;
    const following = goesOn && last !== undefined ? `e${last.n + 1}` : 'r';
    return scoped(id, { records: [], entries: taken, head: undefined, cursor: following });
  }
  const { records, next } = await port.exportBatch(id, place.after, call);
  if (next !== undefined) return scoped(id, { records, entries: [], head: undefined, cursor: `r${next}` });
  const { head } = await port.residence(id, call);
  return scoped(id, { records, entries: [], head, cursor: undefined });
}

function placeIn(cursor = 'e1'): { readonly from: number } | { readonly after: RecordKey | undefined } {
  const rest = cursor.slice(1);
  if (cursor.startsWith('e') && /^[1-9][0-9]{0,15}$/.test(rest)) return { from: Number(rest) };
  if (cursor === 'r') return { after: undefined };
  if (cursor.startsWith('r') && isRecordKey(rest)) return { after: rest };
  throw new ColloquyError('invalid_argument', 'This is no cursor of a batch: pass on what the batch before has given.');
}

/** Writes a batch under the residence of this move, and nothing under any other. */
export async function importEncryptedBatch(
  parts: StoreParts,
  id: DialogueId,
  moveId: string,
  { records, entries }: Pick<EncryptedBatch, 'records' | 'entries'>,
  call?: CallOptions,
): Promise<Imported> {
  requireRoom(id, [...entries, ...records]);
  const { state, residence, text } = await locate(parts, id, call);
  const isMine = state === 'importing' && residence !== null && text?.moveId === moveId;
  if (!isMine) return scoped(id, { written: false, status: state });
  const batch = { records, entries, removeEntries: [], removeRecords: [] };
  const { written } = await portOf(parts.backend, id).writeBatch(id, residence, batch, call);
  return scoped(id, { written, status: written ? state : (await locate(parts, id, call)).state });
}

/** The same on every backend, whatever its transactions hold. */
function requireRoom(id: DialogueId, rows: readonly (LogEntry | StoredRecord)[]): void {
  const bytes = rows.reduce((sum, row) => sum + batchBytesOf(row), 0);
  if (rows.length <= batchLimits.rows && bytes <= batchLimits.bytes) return;
  const message = `A batch holds ${batchLimits.rows} rows and ${batchLimits.bytes} bytes; this one of ${id} has ${rows.length}, and ${bytes}. Nothing was written.`;
  throw new ColloquyError('limit_exceeded', message, {
    context: { dialogueId: id, limit: 'batch', max: batchLimits.rows, actual: rows.length },
  });
}
