import type { Change } from '../../model/Change.ts';
import type { AdmittedMethod, Decision } from '../../model/Decision.ts';
import type { Finding } from '../../model/Finding.ts';
import { startOf } from '../../model/Place.ts';
import { compareText } from '../../text/order.ts';
import { recordsOf, wasAccepted } from '../records.ts';

function sorted(texts: readonly string[]): string {
  return JSON.stringify(texts.toSorted(compareText));
}

function methodText({ name, partitionKey, bound, capability }: AdmittedMethod): string {
  return JSON.stringify([name, partitionKey, bound, capability]);
}

/** What of a record has been rewritten that stays as it was decided, in words. The text may be mended, and the file renamed. */
function rewritten(was: Decision, is: Decision): readonly string[] {
  const parts: string[] = [];
  if (was.title !== is.title) parts.push('title');
  // Accepted, then deprecated, then superseded: a record goes out of force and does not come back.
  const order: readonly Decision['status'][] = ['proposed', 'rejected', 'accepted', 'deprecated', 'superseded'];
  if (order.indexOf(is.status) < order.indexOf(was.status)) parts.push(`status (${was.status}, and ${is.status} now)`);
  else if (was.supersededBy !== undefined && was.supersededBy !== is.supersededBy) parts.push('successor');
  if (sorted(was.methods.map(methodText)) !== sorted(is.methods.map(methodText))) parts.push('methods');
  if (sorted(was.removes) !== sorted(is.removes)) parts.push('removes');
  if (sorted(was.relaxes) !== sorted(is.relaxes)) parts.push('relaxes');
  return parts;
}

/**
 * ADR-08: a decision that was accepted is not rewritten, and stays under its number. A successor that is not there is found by ADR-05; a second record under the
 * number by ADR-04.
 */
export function rewrittenDecisions({ head, base }: Change): readonly Finding[] {
  const findings: Finding[] = [];
  for (const was of base?.decisions.filter(wasAccepted) ?? []) {
    const { number, title } = was;
    const candidates = recordsOf(head.decisions, number);
    const is =
      candidates.find(({ place }) => place.file === was.place.file) ??
      candidates.find((each) => each.title === title) ??
      candidates[0];
    if (is === undefined) {
      const moved = head.decisions.find((each) => each.title === title);
      const where = moved === undefined ? 'is gone' : `has become ${moved.number}`;
      const message = `${number} "${title}" was ${was.status} at the base and ${where}`;
      findings.push({ rule: 'ADR-08', subject: number, message, place: moved?.place ?? startOf(was.place.file) });
      continue;
    }
    const parts = rewritten(was, is);
    if (parts.length === 0) continue;
    const message = `${number} "${title}" was ${was.status} at the base and is rewritten: ${parts.join(', ')}`;
    findings.push({ rule: 'ADR-08', subject: number, message, place: is.place });
  }
  return findings;
}
