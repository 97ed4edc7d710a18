import type { DialogueId } from '../../address/DialogueId.ts';
import type { MigrationBackend, Residence } from '../../traits/MigrationPort.ts';
import type { PartitionStore } from '../../traits/PartitionStore.ts';
import { isLogRootKey } from '../../store/physicalKeys.ts';
import { readLog } from '../../verify/readLog.ts';
import type { MoverKeys } from '../MoverKeys.ts';
import { BatchWriter } from './BatchWriter.ts';
import { compareStored } from './compareStored.ts';
import { logFault } from './faults.ts';
import { FollowedLog, type FollowedEntry } from './FollowedLog.ts';
import { pacedLog } from './pacedLog.ts';
import { recordsOf } from './recordsOf.ts';
import { heldTarget, whileItHolds, type Superseded } from './Superseded.ts';
import { portOf } from '../portOf.ts';
import { windowsOf } from './windowsOf.ts';
import { Work, type WorkOptions } from './Work.ts';

/** A target that was aborted. */
export interface ClearRequest extends WorkOptions {
  readonly id: DialogueId;
  readonly target: Pick<PartitionStore, 'log'> & MigrationBackend;
  /** `aborted`, with the text of this move. */
  readonly under: Residence;
  readonly base: number;
  /** Whether the records of the base were there before the move; where not, their log roots were. */
  readonly whole: boolean;
  readonly tenant: string;
  readonly movers: MoverKeys;
}

export interface Cleared {
  readonly outcome: 'cleared';
  readonly entries: number;
  readonly records: number;
}

/**
 * Step C4 of a cancellation: entries above the base go, and every record that is not the one of the base, also where a newer one has taken
 * its place: the next move brings that again. Leftovers do no harm, so it may be left undone.
 *
 * @returns `superseded` where another claim has followed
 * @throws ColloquyError `integrity_error`, reason `target_record`, where the log of the base itself is damaged: then nothing can be told apart, and
 * nothing more goes. `move_refused`, reason `no_capability`; what the backend throws
 */
export async function clearAbove(request: ClearRequest): Promise<Cleared | Superseded> {
  const { id, target, under, base } = request;
  const port = portOf(target);
  const work = new Work(request);
  return whileItHolds(id, [heldTarget(port, under)], work.call, async () => {
    const writer = new BatchWriter(port, id, under, work);
    const windows = windowsOf(logOfBase(request, work), work.limits.windowKeys);
    for await (const compared of compareStored(windows, recordsOf(port, id, work))) {
      if (compared.is === 'extra' || compared.is === 'other') await writer.removeRecord(compared.record.key);
    }
    for await (const { n } of pacedLog(readLog(target, id, work.call), work)) {
      if (n > base) await writer.removeEntry(n);
    }
    await writer.flush();
    const { entries, records } = work.done;
    return { outcome: 'cleared', entries, records };
  });
}

/** What stood there before the move. */
function logOfBase(
  { id, target, base, whole, tenant, movers }: ClearRequest,
  work: Work,
): { entries(): AsyncIterable<FollowedEntry> } {
  const log = new FollowedLog({
    backend: target,
    id,
    upTo: base,
    tenant,
    movers,
    accept: () => {},
    broken: (n, why) => logFault(id, 'target_record', n, why),
    work,
  });
  return {
    async *entries() {
      if (base === 0) return;
      for await (const { entry, rows } of log.entries()) {
        yield { entry, rows: whole ? rows : rows.filter(({ key }) => isLogRootKey(key)) };
      }
    },
  };
}
