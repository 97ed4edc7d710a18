import type { Change } from '../../model/Change.ts';
import type { Decision } from '../../model/Decision.ts';
import type { Finding } from '../../model/Finding.ts';
import type { Place } from '../../model/Place.ts';
import { footingOf } from '../footing.ts';
import { isNew, methodsOf, namesOf, whatChanged } from '../methods.ts';
import { isNewRecord, lists, recordsOf, revocation, wasAccepted } from '../records.ts';

/** What a contract names. New and changed methods that a record does not admit are found by ADR-01 and ADR-02. */
function contracts(change: Change): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [subject, method] of methodsOf(change.head)) {
    const footing = footingOf(change, method);
    if (footing.kind === 'dangling') {
      const message = `The contract of ${subject} names decision ${footing.number}, and there is none.`;
      findings.push({ rule: 'ADR-05', subject, message, place: footing.place });
    }
    if (footing.kind !== 'not admitted' || footing.number === undefined) continue;
    if (isNew(change, method) || whatChanged(change, method).length > 0) continue;
    const message = `${subject} is not admitted: ${footing.reason}.`;
    findings.push({ rule: 'ADR-05', subject, message, place: footing.place });
  }
  return findings;
}

/** Successors and predecessors: both are there, the successor is in force, and each names the other. */
function successions({ head }: Change, record: Decision): readonly Finding[] {
  const { number, supersededBy, places } = record;
  const finding = (message: string, place: Place | undefined): Finding => ({
    rule: 'ADR-05',
    subject: number,
    message,
    place: place ?? record.place,
  });
  const findings: Finding[] = [];
  if (supersededBy !== undefined) {
    const successors = recordsOf(head.decisions, supersededBy).filter((successor) => successor !== record);
    const inForce = successors.filter(wasAccepted);
    let fault: string | undefined;
    if (successors.length === 0) fault = 'which is not there';
    else if (inForce.length === 0) fault = `which is ${successors[0]?.status ?? ''}`;
    else if (!inForce.some(({ supersedes }) => supersedes.includes(number)))
      fault = 'which does not name it under "supersedes"';
    if (fault !== undefined)
      findings.push(finding(`${number} is superseded by ${supersededBy}, ${fault}.`, places['status']));
  }
  for (const old of record.supersedes) {
    const predecessors = recordsOf(head.decisions, old).filter((predecessor) => predecessor !== record);
    const place = places[`supersedes.${old}`];
    if (predecessors.length === 0) findings.push(finding(`${number} supersedes ${old}, which is not there.`, place));
    // As long as it is proposed or rejected, the old record stays in force.
    else if (wasAccepted(record) && !predecessors.some((predecessor) => predecessor.supersededBy === number)) {
      findings.push(finding(`${number} supersedes ${old}, whose status is not "superseded by ${number}".`, place));
    }
  }
  return findings;
}

/**
 * Methods that a record speaks of. One that is gone since the base is found by ADR-03, and what a record lists that is not in force yet, or never was, is nobody's
 * promise.
 */
function methods(change: Change, record: Decision): readonly Finding[] {
  const { head, base } = change;
  if (!wasAccepted(record)) return [];
  const present = namesOf(head);
  const before = base === undefined ? undefined : namesOf(base);
  const { number: subject } = record;
  const findings: Finding[] = [];
  for (const { name, place } of record.methods) {
    if (present.has(name) || before?.has(name) === true) continue;
    if (revocation(head.decisions, record, name) !== undefined) continue;
    const message = `${subject} lists ${name}, which no trait has and no later decision removes.`;
    findings.push({ rule: 'ADR-05', subject, message, place });
  }
  for (const name of isNewRecord(change, record) ? record.removes : []) {
    if (before?.has(name) === true || head.decisions.some((other) => other !== record && lists(other, name))) continue;
    const message = `${subject} removes ${name}, which no trait had and no decision lists.`;
    findings.push({ rule: 'ADR-05', subject, message, place: record.places[`removes.${name}`] ?? record.place });
  }
  return findings;
}

/** ADR-05: every reference to a decision, or from one, leads somewhere. */
export function danglingReferences(change: Change): readonly Finding[] {
  return [
    ...contracts(change),
    ...change.head.decisions.flatMap((record) => [...successions(change, record), ...methods(change, record)]),
  ];
}
