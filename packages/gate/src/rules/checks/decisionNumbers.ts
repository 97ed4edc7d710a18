import type { Change } from '../../model/Change.ts';
import type { Decision } from '../../model/Decision.ts';
import type { Finding } from '../../model/Finding.ts';
import { recordsOf } from '../records.ts';

/**
 * ADR-04: a number of a decision is used once. Of two records with one number, the one that is at the base keeps it; of two new ones, the first by file name.
 * A number whose record was rejected at the base is spent too. What replaces a record that was accepted is found by ADR-08.
 */
export function decisionNumbers({ head, base }: Change): readonly Finding[] {
  const isAtBase = ({ place }: Decision): boolean =>
    base?.decisions.some((decision) => decision.place.file === place.file) === true;
  const findings: Finding[] = [];
  for (const number of new Set(head.decisions.map((decision) => decision.number))) {
    const records = recordsOf(head.decisions, number);
    const owner = records.find(isAtBase) ?? records[0];
    for (const record of records) {
      if (record === owner) continue;
      const message = `Number ${number} of "${record.title}" is taken by "${owner?.title ?? ''}".`;
      findings.push({ rule: 'ADR-04', subject: number, message, place: record.place });
    }
    const rejected = recordsOf(base?.decisions ?? [], number).find(({ status }) => status === 'rejected');
    if (owner !== undefined && rejected !== undefined && rejected.title !== owner.title) {
      const message = `Number ${number} of "${owner.title}" was that of "${rejected.title}", which was rejected.`;
      findings.push({ rule: 'ADR-04', subject: number, message, place: owner.place });
    }
  }
  return findings;
}
