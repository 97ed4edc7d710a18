import { accessClasses, type AccessClass, type Bound, type ContractEntry } from '../../model/Contract.ts';
import type { Place } from '../../model/Place.ts';
import { kindOf, type Plain, type PlainPart, type PlainRecord } from '../plain/Plain.ts';
import { printable } from '../printable.ts';

const parts = new Set(['keys', 'access', 'budget', 'errors', 'clauses', 'adr']);

/** Reads the parts of one entry, and notes what is wrong with them and where they stand. */
class EntryReader {
  readonly faults: ContractEntry['faults'][number][] = [];
  readonly places: Record<string, Place> = {};
  readonly #record: PlainRecord;
  readonly #place: Place;

  constructor(record: PlainRecord, place: Place) {
    this.#record = record;
    this.#place = place;
    for (const [name, part] of record.parts) {
      this.places[name] = part.place;
      if (!parts.has(name)) this.fault(`${printable(name)} is no part of an entry`, part.place);
    }
  }

  fault(message: string, place: Place): undefined {
    this.faults.push({ message, place });
  }

  text(name: string, is: (text: string) => boolean, form: string): string | undefined {
    const value = this.#part(name);
    if (value === undefined) return undefined;
    if (value.kind === 'text' && is(value.text)) return value.text;
    const found = value.kind === 'text' ? `"${printable(value.text)}"` : kindOf(value);
    return this.fault(`${name} is ${found}: it must be ${form}`, value.place);
  }

  texts(name: string, form: string): readonly string[] | undefined {
    const value = this.#part(name);
    if (value === undefined) return undefined;
    if (value.kind !== 'list')
      return this.fault(`${name} is ${kindOf(value)}: it must be a list of ${form}`, value.place);
    const odd = value.items.find(({ kind }) => kind !== 'text');
    if (odd !== undefined)
      return this.fault(`${name} has ${kindOf(odd)} in it: it must be a list of ${form}`, odd.place);
    return value.items.map((item) => {
      const text = item.kind === 'text' ? item.text : '';
      this.places[`${name}.${text}`] = item.place;
      return text;
    });
  }

  budget(): Readonly<Record<string, Bound>> | undefined {
    const value = this.#part('budget');
    if (value === undefined) return undefined;
    if (value.kind !== 'record') {
      return this.fault(`budget is ${kindOf(value)}: it must have a formula for each unit`, value.place);
    }
    const bounds: Record<string, Bound> = {};
    for (const [unit, part] of value.parts) {
      const bound = this.#bound(unit, part);
      // One fault is enough to say of a budget: who mends it looks at all of it.
      if (bound === undefined) return undefined;
      bounds[unit] = bound;
    }
    return bounds;
  }

  #bound(unit: string, { value, place }: PlainPart): Bound | undefined {
    const name = `budget.${unit}`;
    this.places[name] = place;
    if (value.kind === 'text') return value.text;
    if (value.kind !== 'record' || value.parts.size === 0) {
      return this.fault(
        `${printable(name)} is ${value.kind === 'record' ? 'empty' : kindOf(value)}: it must be a formula, or one for each case`,
        value.place,
      );
    }
    const cases: Record<string, string> = {};
    for (const [label, part] of value.parts) {
      this.places[`${name}.${label}`] = part.place;
      if (part.value.kind !== 'text') {
        return this.fault(
          `${printable(`${name}.${label}`)} is ${kindOf(part.value)}: it must be a formula`,
          part.value.place,
        );
      }
      cases[label] = part.value.text;
    }
    return cases;
  }

  #part(name: string): Plain | undefined {
    const part = this.#record.parts.get(name);
    return part === undefined ? this.fault(`${name} is missing`, this.#place) : part.value;
  }
}

const isAccess = (text: string): text is AccessClass => accessClasses.some((known) => known === text);

/** What a contract says about one method. */
export function entryOf(trait: string, method: string, { value, place }: PlainPart): ContractEntry {
  const named = { trait, method, place };
  if (value.kind !== 'record') {
    const faults = [{ message: `the entry is ${kindOf(value)}: it must be an object`, place: value.place }];
    const nothing = {
      keys: undefined,
      access: undefined,
      budget: undefined,
      errors: undefined,
      clauses: undefined,
      adr: undefined,
    };
    return { ...named, ...nothing, faults, places: {} };
  }
  const reader = new EntryReader(value, place);
  const keys = reader.text(
    'keys',
    (text) => text.trim() !== '',
    'a text that says which records are touched, by which key',
  );
  const access = reader.text('access', isAccess, `one of ${accessClasses.join(', ')}`);
  const budget = reader.budget();
  const errors = reader.texts('errors', 'error codes');
  const clauses = reader.texts('clauses', 'ids of clauses');
  const adr = reader.text('adr', (text) => /^\d{4}$/.test(text), 'the four digits of a decision');
  return {
    ...named,
    keys,
    access: access !== undefined && isAccess(access) ? access : undefined,
    budget,
    errors,
    clauses,
    adr,
    faults: reader.faults,
    places: reader.places,
  };
}
