import type { DialogueId } from '../address/DialogueId.ts';
import { logPageBytes } from '../adapter/logPage.ts';
import type { CallOptions, LogEntry } from '../traits/PartitionStore.ts';
import type { Engine } from './Engine.ts';
import { asEntry, numbered, place } from './layout.ts';

/** What one query finds of the log. */
export async function readLogPage(
  engine: Engine,
  id: DialogueId,
  from: number,
  limit: number,
  options: CallOptions,
): Promise<{ readonly entries: readonly LogEntry[]; readonly next: number | undefined }> {
  const { partition } = place.entry(id, 0);
  const query = { partition, prefix: '', after: numbered(from - 1), limit: limit + 1 };
  let page = await engine.query(query, options);
  while (page.rows.length === 0 && page.next !== undefined) {
    page = await engine.query({ ...query, after: page.next }, options);
  }
  const entries: LogEntry[] = [];
  let bytes = 0;
  for (const row of page.rows) {
    const entry = asEntry(row.item);
    if (entry === undefined) continue;
    if (entries.length === limit || bytes >= logPageBytes) return { entries, next: entry.n };
    entries.push(entry);
    bytes += entry.body.byteLength;
  }
  // A page of the service may end before ours; the numbers have no gaps.
  const end = entries.at(-1)?.n ?? from - 1;
  return { entries, next: page.next === undefined ? undefined : end + 1 };
}
