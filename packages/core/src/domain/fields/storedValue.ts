import type { Json } from '../../bytes/index.ts';
import type { Field, FieldTable } from './Field.ts';
import { ratioUnit } from './number.ts';

/** A valid value as it is stored: the value itself, but for ratios, which become integers. */
export function storedValue(field: Field, value: unknown): Json {
  switch (field.kind) {
    case 'ratio':
      return Math.round((value as number) * ratioUnit);
    case 'list':
      return (value as readonly unknown[]).map((item) => storedValue(field.of, item));
    case 'record':
      return storedFields(field.fields, value as Readonly<Record<string, unknown>>);
    default:
      return value as Json;
  }
}

/** The fields of a valid value in stored form; absent ones are left out. */
export function storedFields(
  table: FieldTable,
  value: Readonly<Record<string, unknown>>,
): { readonly [name: string]: Json } {
  const stored: Record<string, Json> = {};
  for (const [name, field] of Object.entries(table)) {
    const inner = value[name];
    if (inner !== undefined) stored[name] = storedValue(field, inner);
  }
  return stored;
}
