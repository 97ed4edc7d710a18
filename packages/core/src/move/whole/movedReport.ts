import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CompletedMove } from '../mover/start.ts';
import { toMicroseconds, type DialogueReport } from './MoveReport.ts';

/** What is told of a dialogue that takes its writes at the target; `base` is the n above which the target lacked entries. */
export function movedReport(
  { dialogueId, moveId, n, copied, ...course }: Scoped<CompletedMove>,
  base: number,
): DialogueReport {
  const { records, bytes } = copied;
  const { cutOverMs, cutOverBy } = course;
  const came = { records, entries: n - 1 - base, bytes };
  return { dialogueId, outcome: 'moved', moveId, n, base, ...came, cutOverMs: toMicroseconds(cutOverMs), cutOverBy };
}
