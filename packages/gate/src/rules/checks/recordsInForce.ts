import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import { footingOf } from '../footing.ts';
import { methodsOf } from '../methods.ts';

/** ADR-06: a contract rests on a decision that is in force. Whether that decision lists the method is not asked as long as it is not. */
export function recordsInForce(change: Change): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [subject, method] of methodsOf(change.head)) {
    const footing = footingOf(change, method);
    if (footing.kind !== 'not in force') continue;
    const { number, status, supersededBy } = footing.record;
    const state = supersededBy === undefined ? status : `${status} by ${supersededBy}`;
    const message = `The contract of ${subject} rests on decision ${number}, which is ${state}.`;
    findings.push({ rule: 'ADR-06', subject, message, place: footing.place });
  }
  return findings;
}
