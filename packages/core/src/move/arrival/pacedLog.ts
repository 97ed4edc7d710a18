import { logPageBytes } from '../../adapter/logPage.ts';
import { limits } from '../../limits.ts';
import type { LogEntry } from '../../traits/PartitionStore.ts';
import type { Work } from './Work.ts';

/** Bytes that an entry takes. */
export function sizeOfEntry({ header, body, auth }: LogEntry): number {
  return header.byteLength + body.byteLength + auth.byteLength;
}

/** A log at the pace of the work: told by portions of the size of a page. */
export async function* pacedLog(log: AsyncIterable<LogEntry>, work: Work): AsyncGenerator<LogEntry, void, undefined> {
  let bytes = 0;
  let rows = 0;
  for await (const entry of log) {
    bytes += sizeOfEntry(entry);
    rows += 1;
    if (bytes >= logPageBytes || rows >= limits.logPage) {
      await work.pace(bytes, rows);
      bytes = 0;
      rows = 0;
    }
    yield entry;
  }
  await work.pace(bytes, rows);
}
