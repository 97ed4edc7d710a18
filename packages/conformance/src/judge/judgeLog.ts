import type { LogEntry } from '@colloquy/core';
import type { ModelDialogue } from '../model/ModelDialogue.ts';
import { finding, sameData, type Finding } from './Finding.ts';

export interface LogPage {
  readonly entries: readonly LogEntry[];
  readonly next: number | undefined;
}

/** Judges one page of the log, also one that was read beside commits. */
export function judgeLog(
  model: ModelDialogue,
  from: number,
  limit: number,
  page: LogPage,
  floor: number,
): Finding | undefined {
  const { entries, next } = page;
  if (entries.length > limit)
    return finding('PS-LOG-01', 'over-limit', `${entries.length} entries, the limit is ${limit}`);
  const expected = model.entries(from, from + entries.length - 1);
  if (!sameData(entries, expected)) {
    const inOrder = entries.toSorted((a, b) => a.n - b.n);
    const reason = entries.length > 1 && sameData(inOrder, expected) ? 'not-ascending' : 'wrong-entries';
    return finding('PS-LOG-01', reason, `the entries from ${from} on are others`, { expected, actual: entries });
  }
  const end = from + entries.length;
  if (next !== undefined && next !== end) {
    return finding('PS-LOG-02', 'wrong-next', `next is ${next} after the entry ${end - 1}`);
  }
  if (next !== undefined && entries.length === 0)
    return finding('PS-LOG-02', 'empty-page', 'a page without entries has a next');
  if (next !== undefined && end > model.n)
    return finding('PS-LOG-02', 'wrong-next', `next is ${next}, the log ends at ${model.n}`);
  if (next === undefined && end <= floor) {
    const entry = `entry ${end} was acknowledged and is not there`;
    return finding(entries.length === 0 ? 'PS-LOG-04' : 'PS-LOG-02', 'entries-missing', entry);
  }
  return undefined;
}
