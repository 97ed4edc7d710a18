import { limits } from '../../../limits.ts';
import type { FieldTable } from '../../fields/Field.ts';
import { isPlainObject, unusable } from '../../fields/plain.ts';
import { Faults, type Fault } from '../../validation/Fault.ts';
import { parseParts, type Parts } from '../input/Parts.ts';
import { batchTable, listTables, type headTable, type ListName } from './tables.ts';

/** A round registration of which parts may be absent because they were not valid. */
export type RoundParts = Parts<typeof headTable> & {
  readonly [Name in ListName]: readonly (Parts<(typeof listTables)[Name]> | undefined)[];
};

/**
 * A parsed round registration: what is valid of it, and the faults of the rest. They are not thrown at once, so that the faults of
 * every stage can be told together.
 */
export interface RoundDraft {
  readonly parts: RoundParts;
  readonly faults: readonly Fault[];
}

/**
 * Parses a round registration as far as it can be read.
 *
 * @throws ColloquyError `batch_validation_failed` when it is not even an object
 */
export function parseRound(input: unknown): RoundDraft {
  const faults = new Faults();
  const { fields, lists } = open(input);
  const head = parseParts<FieldTable & typeof headTable>(batchTable, fields, '', faults);
  if (head === undefined) faults.throwIfAny();
  const parts = {
    ...head,
    ...Object.fromEntries(
      Object.entries(listTables).map(([name, table]) => [name, parseList(name, table, lists.get(name), faults)]),
    ),
  };
  // Each list was parsed by the table of its name.
  return { parts: parts as RoundParts, faults: faults.list };
}

interface Opened {
  /** Everything but the lists, or what was given instead of an object. */
  readonly fields: unknown;
  readonly lists: ReadonlyMap<string, readonly unknown[]>;
}

/** Takes the lists out of the input: they have a limit of their own, and their items are parsed one by one. */
function open(input: unknown): Opened {
  const lists = new Map<string, readonly unknown[]>();
  try {
    if (typeof input !== 'object' || input === null || !isPlainObject(input)) return { fields: input, lists };
    const fields: [string, unknown][] = [];
    for (const name of Object.keys(input)) {
      const value = read(() => (input as Record<string, unknown>)[name]);
      if (Object.hasOwn(listTables, name) && Array.isArray(value)) lists.set(name, value);
      else fields.push([name, value]);
    }
    return { fields: Object.fromEntries(fields), lists };
  } catch {
    return { fields: unusable('object that cannot be read'), lists };
  }
}

function parseList(name: string, table: FieldTable, list: readonly unknown[] | undefined, faults: Faults): unknown[] {
  if (list === undefined) return [];
  const { length } = list;
  if (length > limits.commitChanges) {
    faults.add({
      code: 'limit_exceeded',
      message: `The list has ${length} items; a commit changes at most ${limits.commitChanges} records.`,
      field: name,
      value: `[list of ${length}]`,
      suggestion: 'Register part of it with single writes afterwards.',
      context: { limit: 'commitChanges', max: limits.commitChanges, actual: length },
    });
    return [];
  }
  return Array.from({ length }, (_, index) => {
    const item = read(() => list[index]);
    return parseParts(table, item, `${name}[${index}]`, faults);
  });
}

function read(get: () => unknown): unknown {
  try {
    return get();
  } catch {
    return unusable('value that cannot be read');
  }
}
