import { limits } from '../../../limits.ts';
import { detach } from '../../fields/detach.ts';
import type { Field, Fields, FieldTable, FieldValue } from '../../fields/Field.ts';
import { parseFields } from '../../fields/parseFields.ts';
import { Faults } from '../../validation/Fault.ts';

/** The value of a field of which inner parts may be absent because they were not valid. */
export type Part<F extends Field> = F extends { kind: 'list'; of: infer Item extends Field }
  ? readonly (Part<Item> | undefined)[]
  : F extends { kind: 'record'; fields: infer Table extends FieldTable }
    ? Parts<Table>
    : FieldValue<F>;

/**
 * An input of which any part may be absent, at any depth. An absent required part stands for a fault that was already told, so
 * that whoever goes on checking says nothing about it again. The index in a list is the index in the input.
 */
export type Parts<T extends FieldTable> = { readonly [K in keyof T]?: Part<T[K]> | undefined };

/**
 * Parses an item of a batch: adds every fault, as `parseFields` does, and keeps whatever is valid, so that the later stages of
 * validation can judge the rest in the same pass. Undefined when nothing of it can be read.
 */
export function parseParts<const T extends FieldTable>(
  table: T,
  input: unknown,
  path: string,
  faults: Faults,
): Parts<T> | undefined {
  const whole = parseFields(table, input, path, faults);
  // A whole input is the special case of parts of which none is absent.
  if (whole !== undefined) return whole as unknown as Parts<T>;
  return salvageRecord(table, detach(table, input)) as Parts<T> | undefined;
}

/** True when no required part is absent: then the parts are the input itself. */
export function isWhole<T extends FieldTable>(table: T, parts: Parts<T>): parts is Parts<T> & Fields<T> {
  return isWholeRecord(table, parts);
}

function salvageRecord(table: FieldTable, copy: unknown): unknown {
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) return undefined;
  const parts: [string, unknown][] = [];
  for (const [name, field] of Object.entries(table)) {
    const value: unknown = Object.hasOwn(copy, name) ? (copy as Record<string, unknown>)[name] : undefined;
    const part = value === undefined ? undefined : salvage(field, value);
    if (part !== undefined) parts.push([name, part]);
  }
  return Object.fromEntries(parts);
}

function salvage(field: Field, value: unknown): unknown {
  const whole = parseFields(alone(field), { value }, '', new Faults());
  if (whole !== undefined) return whole.value;
  if (field.kind === 'record') return salvageRecord(field.fields, value);
  // A list that is too long arrives without its items: then there is nothing to keep.
  if (field.kind !== 'list' || !Array.isArray(value) || value.length > limits.listItems) return undefined;
  return value.map((item: unknown) => salvage(field.of, item));
}

/** Tables of one field: made once per field, because a table's checks are built once per table. */
const tables = new WeakMap<Field, { readonly value: Field }>();

function alone(field: Field): { readonly value: Field } {
  const known = tables.get(field);
  if (known !== undefined) return known;
  const table = { value: field };
  tables.set(field, table);
  return table;
}

function isWholeRecord(table: FieldTable, parts: object): boolean {
  return Object.entries(table).every(([name, field]) => {
    const value: unknown = Object.hasOwn(parts, name) ? (parts as Record<string, unknown>)[name] : undefined;
    return value === undefined ? field.optional === true : isWholeValue(field, value);
  });
}

function isWholeValue(field: Field, value: unknown): boolean {
  if (field.kind === 'record') return typeof value === 'object' && value !== null && isWholeRecord(field.fields, value);
  if (field.kind === 'list') {
    return Array.isArray(value) && value.every((item) => item !== undefined && isWholeValue(field.of, item));
  }
  return true;
}
