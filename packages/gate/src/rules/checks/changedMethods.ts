import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import { footingOf } from '../footing.ts';
import { methodsOf, whatChanged } from '../methods.ts';
import { isNewRecord } from '../records.ts';

/** ADR-02: a changed method is listed by a new accepted decision, which its contract names. */
export function changedMethods(change: Change): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [subject, method] of methodsOf(change.head)) {
    const changes = whatChanged(change, method);
    if (changes.length === 0) continue;
    const footing = footingOf(change, method);
    let reason: string | undefined;
    if (footing.kind === 'not admitted') ({ reason } = footing);
    if (footing.kind === 'admitted' && !footing.records.some((record) => isNewRecord(change, record))) {
      reason = `decision ${footing.records.map(({ number }) => number).join(', ')} is as old as the method was`;
    }
    if (reason === undefined) continue;
    const message = `${subject} has changed (${changes.join('; ')}) without a new decision: ${reason}.`;
    findings.push({ rule: 'ADR-02', subject, message, place: method.place });
  }
  return findings;
}
