import type { RecordKey } from '../../address/RecordKey.ts';
import type { LogEntry } from '../../traits/PartitionStore.ts';
import type { FollowedEntry } from './FollowedLog.ts';
import { KeyWindow } from './KeyWindow.ts';

/** What is done beside the first pass, which every use of a log has. */
export interface FirstPass {
  /** With each entry, in order. */
  readonly beside?: (entry: LogEntry) => Promise<void>;
  /** When its end was reached, and before anything is concluded from it. */
  readonly after?: () => Promise<void>;
}

/** What a log says last of each of its keys: in key order, window after window, with one pass over it for each (MG-COPY-05). */
export async function* windowsOf(
  log: { entries(): AsyncIterable<FollowedEntry> },
  size: number,
  first: FirstPass = {},
): AsyncGenerator<KeyWindow, void, undefined> {
  let after: RecordKey | undefined;
  do {
    const window = new KeyWindow(after, size);
    for await (const { entry, rows } of log.entries()) {
      for (const row of rows) window.add(entry.n, row);
      if (after === undefined) await first.beside?.(entry);
    }
    if (after === undefined) await first.after?.();
    yield window;
    after = window.next;
  } while (after !== undefined);
}
