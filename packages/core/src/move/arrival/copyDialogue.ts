import { isSameEntry } from '../../adapter/commitRows.ts';
import { integrityError } from '../../store/integrity.ts';
import type { LogEntry } from '../../traits/PartitionStore.ts';
import { openArrival, type Arrival, type ArrivalRequest } from './Arrival.ts';
import { BatchWriter } from './BatchWriter.ts';
import { compareStored } from './compareStored.ts';
import { logFault, recordFault } from './faults.ts';
import { recordsOf } from './recordsOf.ts';
import { closedSource, heldTarget, whileItHolds, type Superseded } from './Superseded.ts';
import { windowsOf } from './windowsOf.ts';
import type { Progress } from './Work.ts';

/** Everything is there, as far as the target has acknowledged it; {@link verifyCopy} reads it back. */
export interface CopyDone extends Progress {
  readonly outcome: 'copied';
}

/**
 * Step 5 of a move: entries, then records, byte for byte, under the claim of the target (MG-COPY-01 to -03, -05, -06). The log of the
 * source is followed to `migrate.out` before a row is written; every record of the source is compared with it, also those that are not
 * copied because the target has them. The same again puts the same bytes in the same places.
 *
 * @returns `superseded` where the target is not `importing` under this claim, or the source has another head, and nothing more is to be done
 * @throws ColloquyError `integrity_error`: reason `source_log` (`n`, `why`), `boundary` or `mover_unknown` for the log; `fork` where the target's
 * entry at the base is another one; `source_record` for a record, before its batch, with `address`, `n`, `logged` and `found`. `move_refused`, reason
 * `no_capability`. What the backends throw: then the same call may be repeated
 */
export async function copyDialogue(request: ArrivalRequest): Promise<CopyDone | Superseded> {
  const arrival = openArrival(request);
  const { id, from, to, under, out, work } = arrival;
  return whileItHolds(id, [closedSource(from, out), heldTarget(to, under)], work.call, async () => {
    await copy(arrival);
    return { outcome: 'copied', ...work.done };
  });
}

async function copy(arrival: Arrival): Promise<void> {
  const { id, from, to, under, base, whole, log, work } = arrival;
  const writer = new BatchWriter(to, id, under, work);
  let atBase: LogEntry | undefined;
  const windows = windowsOf(log, work.limits.windowKeys, {
    beside: async (entry) => {
      if (entry.n === base) atBase = entry;
    },
    after: async () => {
      await demandSameBase(arrival, atBase);
      for await (const { entry } of log.entries()) {
        if (entry.n > base) await writer.putEntry(entry);
      }
    },
  });
  for await (const compared of compareStored(windows, recordsOf(from, id, work))) {
    if (compared.is !== 'same') throw recordFault(id, 'source_record', compared);
    if (!whole || compared.change.n > base) await writer.putRecord(compared.record);
  }
  await writer.flush();
}

/** MG-COPY-01: a tail goes on from the entry with which the target was left. */
async function demandSameBase({ id, target, base, work }: Arrival, atBase: LogEntry | undefined): Promise<void> {
  if (base === 0) return;
  const { entries } = await target.log(id, base, 1, work.call);
  const [theirs] = entries;
  if (theirs?.n !== base) throw logFault(id, 'target_record', base, 'missing');
  if (atBase !== undefined && isSameEntry(theirs, atBase)) return;
  throw integrityError(id, 'fork', `entry ${base} of the target is not that of the source.`, { n: base });
}
