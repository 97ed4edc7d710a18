import { readLog } from '../../verify/readLog.ts';
import type { Copied } from '../boundaryBody.ts';
import { openArrival, type Arrival, type ArrivalRequest } from './Arrival.ts';
import { compareStored } from './compareStored.ts';
import { CopiedSum } from './CopiedSum.ts';
import { LogComparison } from './LogComparison.ts';
import { pacedLog } from './pacedLog.ts';
import { recordsOf } from './recordsOf.ts';
import { refusal, Repair, type Differences } from './repair.ts';
import { closedSource, heldTarget, whileItHolds, type Superseded } from './Superseded.ts';
import { windowsOf } from './windowsOf.ts';

/** The target was read back whole, and is what the log says. */
export interface Verified {
  readonly outcome: 'verified';
  /** For `migrate.in`, of what was read back. */
  readonly copied: Copied;
  /** True when something differed, was copied again, and then did not. */
  readonly repaired: boolean;
}

/**
 * Step 6 of a move: reads the target back whole, log and records, and compares it with the log of the source (MG-COPY-04). What differs is
 * copied again and what is too much is removed, once; then everything is read once more.
 *
 * @returns `superseded` as `copyDialogue`
 * @throws ColloquyError `integrity_error`, reason `target_record`, where it differs after that: with `address`, `n`, `logged` and `found` of a record,
 * with `n` and `why` of an entry. Otherwise as `copyDialogue`
 * @example
 * const verified = await verifyCopy(move);
 * if (verified.outcome === 'verified') await activate(verified.copied);
 */
export async function verifyCopy(request: ArrivalRequest): Promise<Verified | Superseded> {
  const arrival = openArrival(request);
  const { id, from, to, under, out, work } = arrival;
  return whileItHolds(id, [closedSource(from, out), heldTarget(to, under)], work.call, async () => {
    const repair = new Repair(arrival);
    const copied = await readBack(arrival, repair);
    if (repair.found === 0) return { outcome: 'verified', copied, repaired: false };
    return { outcome: 'verified', copied: await readBack(arrival, refusal(id)), repaired: true };
  });
}

/** One reading of the target. Worth something where no difference was met. */
async function readBack({ id, to, target, log, work }: Arrival, differences: Differences): Promise<Copied> {
  const comparison = new LogComparison(pacedLog(readLog(target, id, work.call), work), async (difference) =>
    differences.entry(difference),
  );
  const windows = windowsOf(log, work.limits.windowKeys, {
    beside: async (entry) => comparison.add(entry),
    after: async () => {
      await comparison.end();
      await differences.endOfLog();
    },
  });
  const sum = new CopiedSum();
  for await (const compared of compareStored(windows, recordsOf(to, id, work))) {
    if (compared.is === 'same') {
      sum.add(compared.record, compared.change);
      work.count({ records: 1, bytes: compared.record.envelope.byteLength });
    } else {
      await differences.record(compared);
    }
  }
  await differences.end();
  return sum.end();
}
