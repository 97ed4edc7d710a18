import type { Change } from '../model/Change.ts';
import type { Decision } from '../model/Decision.ts';
import type { Place } from '../model/Place.ts';
import type { Method } from '../model/Trait.ts';
import { entryOf, nameOf } from './methods.ts';
import { lists, recordsOf, revocation } from './records.ts';

/** What a method rests on. */
export type Footing =
  /** Its contract names a number that no record has. */
  | { readonly kind: 'dangling'; readonly number: string; readonly place: Place }
  /** The record is there, and proposed, rejected, deprecated or superseded. */
  | { readonly kind: 'not in force'; readonly record: Decision; readonly place: Place }
  /** The record is accepted and does not admit the method. `number`: undefined when the contract names none. */
  | {
      readonly kind: 'not admitted';
      readonly number: string | undefined;
      readonly reason: string;
      readonly place: Place;
    }
  | { readonly kind: 'admitted'; readonly records: readonly Decision[] };

/**
 * What a method rests on, so that each fault is found by one rule:
 *
 * - the number that the contract names has no record: ADR-05 alone;
 * - the record is not in force: ADR-06 alone, whatever it lists;
 * - it is accepted and does not list the method, or a later record removed the method: ADR-01 for a new method, ADR-02 for a changed one, ADR-05 for any other;
 * - it admits the method: nothing, but ADR-02 for a changed method when the record is not new.
 *
 * A contract without entry or number is found by CONTRACT-01 or CONTRACT-02. Then any accepted record that lists the method admits it, so that ADR-01 and ADR-02
 * speak only where no decision was taken either.
 */
export function footingOf({ head }: Change, method: Method): Footing {
  const name = nameOf(method);
  const entry = entryOf(head, method);
  const place = entry?.places['adr'] ?? entry?.place ?? method.place;
  const number = entry?.adr;
  const named = number === undefined ? head.decisions : recordsOf(head.decisions, number);
  const [first] = named;
  if (number !== undefined && first === undefined) return { kind: 'dangling', number, place };
  const accepted = named.filter(({ status }) => status === 'accepted');
  if (number !== undefined && first !== undefined && accepted.length === 0) {
    return { kind: 'not in force', record: first, place };
  }
  const listing = accepted.filter((record) => lists(record, name));
  const admitting = listing.filter((record) => revocation(head.decisions, record, name) === undefined);
  if (admitting.length > 0) return { kind: 'admitted', records: admitting };
  const [revoked] = listing;
  const revoking = revoked === undefined ? undefined : revocation(head.decisions, revoked, name);
  if (revoked !== undefined && revoking !== undefined) {
    const reason = `decision ${revoked.number} admitted it, and ${revoking.number} removes it`;
    return { kind: 'not admitted', number, reason, place };
  }
  const reason =
    number === undefined
      ? 'no accepted decision lists it'
      : `decision ${number}, which its contract names, does not list it`;
  return { kind: 'not admitted', number, reason, place };
}
