import type { Attributes } from '../../traits/PartitionStore.ts';
import type { EntityType } from '../enumerations.ts';
import type { Field } from '../fields/Field.ts';
import { storedValue } from '../fields/storedValue.ts';
import { fieldsOf } from './declarationOf.ts';
import type { Entity } from './types.ts';

/** How an attribute is stored: an ASCII token, a safe integer or a boolean. */
export type AttributeKind = 'token' | 'integer' | 'boolean';

/** A clear field as backends see it. */
export interface ProjectedField {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly optional: boolean;
  /** True: the integer is a ratio in 1/10 000. */
  readonly ratio: boolean;
}

const attributeKinds: Readonly<Partial<Record<Field['kind'], AttributeKind>>> = {
  token: 'token',
  enum: 'token',
  instant: 'token',
  integer: 'integer',
  ratio: 'integer',
  boolean: 'boolean',
};

const projections = new Map<EntityType, readonly ProjectedField[]>();

/** The cleartext attributes of a type, in the order of its declaration. */
export function projection(type: EntityType): readonly ProjectedField[] {
  const known = projections.get(type);
  if (known !== undefined) return known;
  const fields: ProjectedField[] = [];
  for (const [name, field] of Object.entries(fieldsOf(type))) {
    const kind = attributeKinds[field.kind];
    if (field.clear !== true || kind === undefined) continue;
    fields.push({ name, kind, optional: field.optional === true, ratio: field.kind === 'ratio' });
  }
  projections.set(type, Object.freeze(fields));
  return fields;
}

/**
 * The cleartext attributes of an entity: its clear fields in stored form. An absent field has no attribute.
 *
 * @example
 * projectEntity(expert); // { tier: 'Core', source: 'pool', relevance: 9500, totalScore: 0, createdAt: '2026-...' }
 */
export function projectEntity(entity: Entity): Attributes {
  const table = fieldsOf(entity.type);
  // Looked at by the names of its own declaration only.
  const values = entity as unknown as Readonly<Record<string, unknown>>;
  const attributes: Record<string, string | number | boolean> = {};
  for (const { name } of projection(entity.type)) {
    const field = table[name];
    const value = values[name];
    if (field === undefined || value === undefined) continue;
    // A clear field is a token, an enum word, an instant, a number or a boolean: nothing else is in a projection.
    attributes[name] = storedValue(field, value) as string | number | boolean;
  }
  return attributes;
}
