import type { DialogueId } from '../../address/DialogueId.ts';
import { isLogRootKey } from '../../store/physicalKeys.ts';
import type { MigrationBackend, Residence } from '../../traits/MigrationPort.ts';
import { BatchWriter } from './BatchWriter.ts';
import { recordsOf } from './recordsOf.ts';
import { whileItHolds, type Superseded } from './Superseded.ts';
import { portOf } from '../portOf.ts';
import { Work, type WorkOptions } from './Work.ts';

/** A retired copy that goes. */
export interface RemoveRequest extends WorkOptions {
  readonly id: DialogueId;
  readonly store: MigrationBackend;
  /** `purging`. */
  readonly under: Residence;
}

export interface Removed {
  readonly outcome: 'removed';
  /** By this call: less where an earlier one was interrupted. */
  readonly records: number;
}

/**
 * Step P2 of a purge: every record goes but the log roots, so that log and head stay and verify with keys as without.
 *
 * @returns `superseded` where the residence is not `under`
 * @throws ColloquyError `move_refused`, reason `no_capability`; what the backend throws: then the same call may be repeated
 */
export async function removeRecords(request: RemoveRequest): Promise<Removed | Superseded> {
  const { id, store, under } = request;
  const port = portOf(store);
  const work = new Work(request);
  return whileItHolds(id, [], work.call, async () => {
    const writer = new BatchWriter(port, id, under, work);
    for await (const { key } of recordsOf(port, id, work)) {
      if (!isLogRootKey(key)) await writer.removeRecord(key);
    }
    await writer.flush();
    return { outcome: 'removed', records: work.done.records };
  });
}
