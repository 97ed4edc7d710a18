import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { Entity } from '../domain/entities/types.ts';
import { isColloquyError } from '../errors/index.ts';
import { isEntityKey } from '../store/physicalKeys.ts';
import { entityOf, openRecords, type OpenedRecord } from '../store/records.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { VerifiedHead } from '../store/verifyHead.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';
import type { Finding } from './Finding.ts';

/** What was opened, and what was found on the way. */
export interface OpenedEach {
  readonly opened: ReadonlyMap<RecordKey, { readonly plain: OpenedRecord; readonly entity: Entity | undefined }>;
  readonly findings: readonly Finding[];
}

/**
 * Opens every record by itself, so that one that does not open hides no other.
 *
 * @param writerOf - which entry a record must say it was written by, when that is known
 */
export async function openEach(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  records: readonly StoredRecord[],
  writerOf: ((key: RecordKey) => number | undefined) | undefined,
  options: CallOptions,
): Promise<OpenedEach> {
  const all = new Map<RecordKey, { readonly plain: OpenedRecord; readonly entity: Entity | undefined }>();
  const findings: Finding[] = [];
  for (const record of records) {
    const { key } = record;
    try {
      const [plain] = await openRecords(context, id, head, [record], options);
      const entity = isEntityKey(key) && plain !== undefined ? entityOf(id, record, plain) : undefined;
      if (plain !== undefined) all.set(key, { plain, entity });
      if (writerOf === undefined || plain?.rev === writerOf(key)) continue;
      findings.push({ kind: 'record_unreadable', key, message: `${key} says it was written by entry ${plain?.rev}.` });
    } catch (error) {
      if (!isColloquyError(error, 'integrity_error')) throw error;
      findings.push({ kind: 'record_unreadable', key, message: error.message });
    }
  }
  return { opened: all, findings };
}
