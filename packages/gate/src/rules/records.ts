import type { Change } from '../model/Change.ts';
import type { Decision } from '../model/Decision.ts';

/** The records of a number: one, unless a number was used twice, which is a finding of its own (ADR-04). */
export function recordsOf(decisions: readonly Decision[], number: string): readonly Decision[] {
  return decisions.filter((decision) => decision.number === number);
}

/** Accepted now, or once: what it says has been in force. */
export function wasAccepted({ status }: Decision): boolean {
  return status === 'accepted' || status === 'deprecated' || status === 'superseded';
}

/** New: its number is not at the base, or was only proposed there. Without a base nothing is new. */
export function isNewRecord({ base }: Change, { number }: Decision): boolean {
  if (base === undefined) return false;
  return recordsOf(base.decisions, number).every(({ status }) => status === 'proposed');
}

/** The accepted records that this change brings. */
export function newAcceptedRecords(change: Change): readonly Decision[] {
  return change.head.decisions.filter((decision) => decision.status === 'accepted' && isNewRecord(change, decision));
}

/** The settings that this change may make weaker. */
export function relaxedSettings(change: Change): ReadonlySet<string> {
  return new Set(newAcceptedRecords(change).flatMap(({ relaxes }) => relaxes));
}

/** True when a record lists a method. */
export function lists({ methods }: Decision, method: string): boolean {
  return methods.some(({ name }) => name === method);
}

/** The record that takes the admission of a method by an earlier record back, or undefined. */
export function revocation(decisions: readonly Decision[], { number }: Decision, method: string): Decision | undefined {
  return decisions.find((later) => later.number > number && wasAccepted(later) && later.removes.includes(method));
}
