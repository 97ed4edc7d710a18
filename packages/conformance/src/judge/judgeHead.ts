import type { ClauseId, Head } from '@colloquy/core';
import type { ModelDialogue } from '../model/ModelDialogue.ts';
import { finding, sameData, type Finding } from './Finding.ts';

/**
 * Judges a head, alone or inside an answer: that of some state, and not of one before `floor`, the greatest n acknowledged before
 * the call began. `stale` is the clause that forbids the latter.
 */
export function judgeHead(
  model: ModelDialogue,
  head: Head | undefined,
  floor: number,
  stale: ClauseId = 'PS-HEAD-03',
): Finding | undefined {
  const n = head?.n ?? 0;
  if (n < floor) return finding(stale, 'stale', `the head is ${n} after ${floor} was acknowledged`);
  if (n > model.n)
    return finding('PS-LARGE-02', 'unknown-head', `the head is ${n}; commits up to ${model.n} took effect`);
  const expected = model.head(n);
  if (sameData(head, expected)) return undefined;
  return finding('PS-HEAD-02', 'wrong-head', `head ${n} is not that of commit ${n}`, { expected, actual: head });
}
