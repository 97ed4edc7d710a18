import type { Change } from '../../model/Change.ts';
import type { AdmittedMethod, Decision } from '../../model/Decision.ts';
import type { Finding } from '../../model/Finding.ts';
import { startOf, type Place } from '../../model/Place.ts';
import { byCodeUnits } from '../../read/byCodeUnits.ts';
import { recordsOf, wasAccepted } from '../records.ts';

interface Rewriting {
  readonly part: string;
  readonly place: Place | undefined;
}

/** Accepted, then deprecated, then superseded: a record goes out of force and does not come back. */
const course: readonly Decision['status'][] = ['proposed', 'rejected', 'accepted', 'deprecated', 'superseded'];

function isEqual(was: readonly string[], is: readonly string[]): boolean {
  return JSON.stringify(was.toSorted(byCodeUnits)) === JSON.stringify(is.toSorted(byCodeUnits));
}

function methodText({ name, partitionKey, bound, capability }: AdmittedMethod): string {
  return JSON.stringify([name, partitionKey, bound, capability]);
}

/** What has been rewritten that stays as it was decided. The text may be mended, and the file renamed. */
function rewritings(was: Decision, is: Decision): readonly Rewriting[] {
  const found: Rewriting[] = [];
  const { places } = is;
  if (was.title !== is.title) found.push({ part: 'title', place: places['title'] });
  if (course.indexOf(is.status) < course.indexOf(was.status)) {
    found.push({ part: `status (${is.status} now)`, place: places['status'] });
  } else if (was.supersededBy !== undefined && was.supersededBy !== is.supersededBy) {
    found.push({ part: 'successor', place: places['status'] });
  }
  const before = was.methods.map(methodText);
  if (!isEqual(before, is.methods.map(methodText))) {
    const other = is.methods.find((method) => !before.includes(methodText(method)));
    found.push({ part: 'methods', place: other?.place });
  }
  for (const part of ['removes', 'relaxes'] as const) {
    if (isEqual(was[part], is[part])) continue;
    const added = is[part].find((text) => !was[part].includes(text));
    found.push({ part, place: places[`${part}.${added ?? ''}`] });
  }
  return found;
}

/**
 * ADR-08: a decision that was accepted is not rewritten, and stays under its number. A successor that is not there is found by ADR-05; a second record under the
 * number by ADR-04.
 */
export function rewrittenDecisions({ head, base }: Change): readonly Finding[] {
  const findings: Finding[] = [];
  for (const was of base?.decisions.filter(wasAccepted) ?? []) {
    const { number: subject, title, status } = was;
    const candidates = recordsOf(head.decisions, subject);
    const is =
      candidates.find(({ place }) => place.file === was.place.file) ??
      candidates.find((each) => each.title === title) ??
      candidates[0];
    const before = `${subject} "${title}" was ${status} at the base`;
    if (is === undefined) {
      const moved = head.decisions.find((each) => each.title === title);
      const message = `${before} and ${moved === undefined ? 'is gone' : `has become ${moved.number}`}.`;
      findings.push({ rule: 'ADR-08', subject, message, place: startOf(was.place.file) });
      continue;
    }
    const parts = rewritings(was, is);
    if (parts.length === 0) continue;
    const message = `${before} and is rewritten: ${parts.map(({ part }) => part).join(', ')}.`;
    findings.push({
      rule: 'ADR-08',
      subject,
      message,
      place: parts.find(({ place }) => place !== undefined)?.place ?? is.place,
    });
  }
  return findings;
}
