import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import { footingOf } from '../footing.ts';
import { isNew, methodsOf } from '../methods.ts';

/** ADR-01: a new method is admitted by the accepted decision that its contract names. */
export function newMethods(change: Change): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [subject, method] of methodsOf(change.head)) {
    if (!isNew(change, method)) continue;
    const footing = footingOf(change, method);
    if (footing.kind !== 'not admitted') continue;
    const message = `${subject} is ${change.base === undefined ? 'not admitted' : 'new and not admitted'}: ${footing.reason}.`;
    findings.push({ rule: 'ADR-01', subject, message, place: method.place });
  }
  return findings;
}
