import { isRecordKey, typeOfKey, type RecordKey } from '../../address/RecordKey.ts';
import type { Json } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { Form } from '../fields/checks.ts';
import { faultsOfIssues } from '../fields/faultsOfIssues.ts';
import type { FieldTable } from '../fields/Field.ts';
import { setOwn } from '../fields/plain.ts';
import { readValid } from '../fields/readValid.ts';
import { tableSchema } from '../fields/schema.ts';
import { storedFields } from '../fields/storedValue.ts';
import { readIdentity } from '../ids/identity.ts';
import type { Fault, ValidationCode } from '../validation/Fault.ts';
import { contradiction } from './contradiction.ts';
import { declarationOf, findDeclaration } from './declarationOf.ts';
import { keyOfEntity } from './entityKeys.ts';
import type { Entity } from './types.ts';

export { identityOfKey, keyOfEntity, type IdentityOf } from './entityKeys.ts';
export { projectEntity, projection } from './project.ts';

/** The stored fields of an entity: no type and no identity, which the key says. */
export type StoredFields = { readonly [name: string]: Json };

/**
 * The fields of an entity as they are stored: absent fields left out, ratios as integers.
 *
 * What is not valid is refused here too: once stored, it could never be read again.
 *
 * @throws ColloquyError `invalid_argument` when the entity is not one that its declaration allows; the context names the fields
 */
export function encodeEntity(entity: Entity): StoredFields {
  const { key: scheme, fields } = declarationOf(entity.type);
  const key = keyOfEntity(entity);
  const identity = isRecordKey(key) ? readIdentity(entity.type, scheme, key) : undefined;
  if (identity === undefined || identity.id !== entity.id) {
    throw new ColloquyError('invalid_argument', `This ${entity.type} has no valid identity; nothing was written.`);
  }
  const values = fieldValues(entity, fields, identity);
  const faults = readValid(fields, 'input', values) === undefined ? faultsOf(fields, 'input', values) : [];
  const other = contradiction(key, values);
  if (faults.length > 0 || other !== undefined) {
    throw new ColloquyError('invalid_argument', `This ${entity.type} is not valid; nothing was written.`, {
      context: { key, fields: named(fields, other === undefined ? faults : [...faults, other]) },
    });
  }
  return storedFields(fields, values);
}

/** Every fault of a value that {@link readValid} did not read. */
function faultsOf(fields: FieldTable, form: Form, value: unknown): readonly Fault[] {
  const result = tableSchema(fields, form).safeParse(value);
  return result.success ? [] : faultsOfIssues(result.error.issues, fields, value, '');
}

/** Everything of an entity but its type and identity. A name that is no field stays, so that it is refused and not lost. */
function fieldValues(entity: object, fields: FieldTable, identity: object): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entity)) {
    const isField = Object.hasOwn(fields, name);
    if (!isField && (name === 'type' || Object.hasOwn(identity, name))) continue;
    if (value !== undefined) setOwn(values, name, value);
  }
  return values;
}

/**
 * The entity of a key and its stored fields. Strict: an unknown type or version, an unknown, absent or invalid field is what
 * Colloquy never wrote.
 *
 * @throws ColloquyError `integrity_error`; the context names the key and the fields, never their values
 */
export function decodeEntity(key: RecordKey, v: number, stored: Json): Entity {
  const type = isRecordKey(key) ? typeOfKey(key) : '';
  const declaration = findDeclaration(type);
  if (declaration === undefined) throw unreadable(key, 'its type is unknown');
  if (declaration.v !== v) throw unreadable(key, 'its version is unknown');
  const identity = readIdentity(type, declaration.key, key);
  if (identity === undefined) throw unreadable(key, 'its key is not one of this type');
  const fields = readValid(declaration.fields, 'stored', stored);
  if (fields === undefined) {
    const faults = faultsOf(declaration.fields, 'stored', stored);
    throw unreadable(key, 'its fields are not valid', named(declaration.fields, faults));
  }
  const other = contradiction(key, fields);
  if (other !== undefined) throw unreadable(key, 'its fields contradict its key', named(declaration.fields, [other]));
  // Checked against the declaration of this very type: the value is what the declaration describes.
  return { type, ...identity, ...fields } as unknown as Entity;
}

/** Faults that an error names; the rest would not help anybody. */
const toldFaults = 50;

interface NamedFault {
  readonly field: string;
  readonly code: ValidationCode;
}

/** Which fields, and what about them. Values, and names inside `parameters`, are sealed text and stay out of errors. */
function named(fields: FieldTable, faults: readonly Fault[]): readonly NamedFault[] {
  return faults.slice(0, toldFaults).map(({ field, code }) => {
    const [name = ''] = /^\w*/.exec(field) ?? [];
    return { field: Object.hasOwn(fields, name) ? name : 'other', code };
  });
}

function unreadable(key: RecordKey, reason: string, fields: readonly NamedFault[] = []): ColloquyError {
  return new ColloquyError('integrity_error', `A stored record is not one that Colloquy writes: ${reason}.`, {
    context: { key: String(key).slice(0, 200), fields },
  });
}
