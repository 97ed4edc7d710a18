import type { Place } from '../../model/Place.ts';

/** A value that stands in the source as it is. */
export type Plain = PlainText | PlainOther | PlainList | PlainRecord;

export interface PlainText {
  readonly kind: 'text';
  readonly text: string;
  readonly place: Place;
}

/** A number, true, false or null, as it is written. */
export interface PlainOther {
  readonly kind: 'other';
  readonly text: string;
  readonly place: Place;
}

export interface PlainList {
  readonly kind: 'list';
  readonly items: readonly Plain[];
  readonly place: Place;
}

export interface PlainRecord {
  readonly kind: 'record';
  readonly parts: ReadonlyMap<string, PlainPart>;
  readonly place: Place;
}

/** A property: what it holds, and where its name stands. */
export interface PlainPart {
  readonly value: Plain;
  readonly place: Place;
}

/** What a value is, for a message. */
export function kindOf(value: Plain): string {
  const names = { text: 'a text', list: 'a list', record: 'an object' } as const;
  return value.kind === 'other' ? value.text : names[value.kind];
}
