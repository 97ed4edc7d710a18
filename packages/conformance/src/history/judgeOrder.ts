import { finding, type Finding } from '../judge/Finding.ts';
import type { Operation } from './Operation.ts';

interface Interval {
  readonly client: string;
  readonly n: number;
  readonly begin: number;
  readonly end: number;
}

/**
 * Real time and numbers must agree: of two commits the one that was acknowledged before the other was first sent has the smaller
 * number. A commit that is sent again begins with its first sending.
 */
export function judgeOrder(operations: readonly Operation[]): readonly Finding[] {
  const begins = new Map<string, number>();
  for (const { begin, call } of operations) {
    if (call.method !== 'commit') continue;
    const key = `${call.commit.n} ${call.commit.commitId}`;
    begins.set(key, Math.min(begin, begins.get(key) ?? Infinity));
  }
  const intervals = operations.flatMap(({ client, begin, end, call }): Interval[] => {
    if (call.method !== 'commit' || !('answer' in call) || call.answer.outcome !== 'committed') return [];
    const { n, commitId } = call.commit;
    return [{ client, n, begin: begins.get(`${n} ${commitId}`) ?? begin, end }];
  });
  return judgeIntervals(intervals);
}

/** The same for any writes of which the number is known. */
export function judgeIntervals(intervals: readonly Interval[]): readonly Finding[] {
  const byEnd = intervals.toSorted((a, b) => a.end - b.end);
  const findings: Finding[] = [];
  let greatest: Interval | undefined;
  let next = 0;
  for (const interval of intervals.toSorted((a, b) => a.begin - b.begin)) {
    for (let before = byEnd[next]; before !== undefined && before.end < interval.begin; before = byEnd[++next]) {
      if (greatest === undefined || before.n > greatest.n) greatest = before;
    }
    if (greatest === undefined || greatest.n < interval.n) continue;
    const message = `${interval.client}: commit ${interval.n} was first sent after ${greatest.client} was acknowledged ${greatest.n}`;
    findings.push(finding('PS-COMMIT-04', 'against-real-time', message));
  }
  return findings;
}
