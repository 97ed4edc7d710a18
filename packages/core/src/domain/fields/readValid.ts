import { checkList, checkOf, type Form } from './checks.ts';
import type { Field, FieldTable } from './Field.ts';
import { copyJson } from './json.ts';
import { ratioUnit } from './number.ts';

/** What a reader answers for a value that is not valid: no field has it as its value. */
const invalid = Symbol('invalid');

/** The value as the domain holds it, or {@link invalid}. */
type Reader = (value: unknown) => unknown;

interface NamedReader {
  readonly name: string;
  readonly optional: boolean;
  readonly read: Reader;
}

const readers: Readonly<Record<Form, WeakMap<FieldTable, readonly NamedReader[]>>> = {
  input: new WeakMap(),
  stored: new WeakMap(),
};

/**
 * What `tableSchema` makes of a valid value, several times faster; undefined for any other, of which the schema then tells the
 * faults. Both rest on the same checks. Loading a dialogue reads each of its entities this way.
 */
export function readValid(
  table: FieldTable,
  form: Form,
  value: unknown,
): Readonly<Record<string, unknown>> | undefined {
  const read = readTable(table, form, value);
  return read === invalid ? undefined : read;
}

function readTable(table: FieldTable, form: Form, value: unknown): Readonly<Record<string, unknown>> | typeof invalid {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalid;
  const values = value as Readonly<Record<string, unknown>>;
  const fields: Record<string, unknown> = {};
  let found = 0;
  for (const { name, optional, read } of readersOf(table, form)) {
    if (!Object.hasOwn(values, name)) {
      if (optional) continue;
      return invalid;
    }
    const field = read(values[name]);
    if (field === invalid) return invalid;
    fields[name] = field;
    found += 1;
  }
  // A name that is in no table.
  return Object.keys(values).length === found ? fields : invalid;
}

function readersOf(table: FieldTable, form: Form): readonly NamedReader[] {
  const known = readers[form].get(table);
  if (known !== undefined) return known;
  const made = Object.entries(table).map(([name, field]): NamedReader => {
    return { name, optional: field.optional === true, read: readerOf(field, form) };
  });
  readers[form].set(table, made);
  return made;
}

function readerOf(field: Field, form: Form): Reader {
  switch (field.kind) {
    case 'json':
      return (value) => {
        const result = value === undefined ? undefined : copyJson(value);
        return result !== undefined && 'copy' in result ? result.copy : invalid;
      };
    case 'list': {
      const read = readerOf(field.of, form);
      return (value) => {
        if (checkList(field, value).length > 0) return invalid;
        const items: unknown[] = [];
        for (const item of value as readonly unknown[]) {
          const one = read(item);
          if (one === invalid) return invalid;
          items.push(one);
        }
        return items;
      };
    }
    case 'record':
      return (value) => readTable(field.fields, form, value);
    default: {
      const check = checkOf(field, form);
      const isRatio = field.kind === 'ratio' && form === 'stored';
      return (value) => {
        if (check(value).length > 0) return invalid;
        return isRatio ? (value as number) / ratioUnit : value;
      };
    }
  }
}
