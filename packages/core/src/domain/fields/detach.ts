import { limits } from '../../limits.ts';
import type { Field, FieldTable, ListField } from './Field.ts';
import { isPlainObject, setOwn, unusable } from './plain.ts';

/** Unknown fields of one object that are told one by one; the rest would not help anybody. */
const toldUnknown = 100;

/**
 * A private copy of untrusted input, as deep as its field table: everything is read once, and what is checked afterwards is the
 * copy. So a getter or a proxy cannot answer one thing to the check and another to the write. What is no data (functions, dates,
 * class instances, properties that throw) becomes a symbol, which every check refuses. Never throws.
 */
export function detach(table: FieldTable, input: unknown): unknown {
  return guarded(input, () => detachRecord(table, input));
}

function guarded(value: unknown, copy: () => unknown): unknown {
  try {
    return copy();
  } catch {
    return unusable(typeof value === 'object' ? 'object that cannot be read' : typeof value);
  }
}

function put(out: object, name: string, value: unknown, copy: (value: unknown) => unknown): void {
  setOwn(
    out,
    name,
    guarded(value, () => copy(value)),
  );
}

function detachRecord(table: FieldTable, input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return detachScalar(input);
  if (!isPlainObject(input)) return unusable('class instance');
  const out = {};
  let unknown = 0;
  for (const name of Object.keys(input)) {
    const field = Object.hasOwn(table, name) ? table[name] : undefined;
    if (field === undefined && ++unknown > toldUnknown) continue;
    const value = guarded(input, (): unknown => (input as Record<string, unknown>)[name]);
    if (field === undefined) put(out, name, value, detachScalar);
    else if (value !== undefined) put(out, name, value, (inner) => detachField(field, inner));
  }
  return out;
}

function detachField(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'record':
      return detachRecord(field.fields, value);
    case 'list':
      return Array.isArray(value) ? detachList(field, value) : detachScalar(value);
    case 'roundMap':
      return detachRoundMap(value);
    case 'json':
      // Its own check copies it.
      return value;
    default:
      return detachScalar(value);
  }
}

function detachList(field: ListField, list: readonly unknown[]): unknown[] {
  const length = Math.min(list.length, 2 ** 32 - 1);
  const out: unknown[] = [];
  // A list that is too long is refused by its length: its items are not worth a copy.
  if (length > limits[field.limit ?? 'listItems']) {
    out.length = length;
    return out;
  }
  for (let index = 0; index < length; index++) {
    out.push(guarded(list, () => detachField(field.of, list[index])));
  }
  return out;
}

function detachRoundMap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return detachScalar(value);
  if (!isPlainObject(value)) return unusable('class instance');
  const out = {};
  // One more than there are rounds: then one of them is no round.
  for (const name of Object.keys(value).slice(0, limits.maxRound + 2)) {
    const inner = guarded(value, (): unknown => (value as Record<string, unknown>)[name]);
    if (inner !== undefined) put(out, name, inner, detachScalar);
  }
  return out;
}

/** Strings, numbers, booleans, null and undefined are themselves; anything else is named, not kept. */
function detachScalar(value: unknown): unknown {
  switch (typeof value) {
    case 'object':
      if (value === null) return null;
      return unusable(Array.isArray(value) ? `list of ${value.length}` : 'object');
    case 'function':
      return unusable('function');
    case 'bigint':
      return unusable('bigint');
    default:
      return value;
  }
}
