import { batchBytesOf } from '../../adapter/batchLimits.ts';
import { logPageBytes } from '../../adapter/logPage.ts';
import { limits } from '../../limits.ts';
import type { LogEntry } from '../../traits/PartitionStore.ts';
import type { Work } from './Work.ts';

/** A log at the pace of the work: told by portions of the size of a page, and at `last`, behind which nobody may ask for more. */
export async function* pacedLog(
  log: AsyncIterable<LogEntry>,
  work: Work,
  last?: number,
): AsyncGenerator<LogEntry, void, undefined> {
  let bytes = 0;
  let rows = 0;
  for await (const entry of log) {
    bytes += batchBytesOf(entry);
    rows += 1;
    if (bytes >= logPageBytes || rows >= limits.logPage || entry.n === last) {
      await work.pace(bytes, rows);
      bytes = 0;
      rows = 0;
    }
    yield entry;
  }
  await work.pace(bytes, rows);
}
