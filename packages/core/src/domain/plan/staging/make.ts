import type { declarations } from '../../entities/declarations.ts';
import { identityOfKey } from '../../entities/entityKeys.ts';
import type { EntityTypes } from '../../entities/types.ts';
import type { EntityType } from '../../enumerations.ts';
import type { Fields } from '../../fields/Field.ts';
import type { EntityKey } from '../../ids/entityKey.ts';

/** The fields of an entity without its type and identity. */
export type FieldsOf<T extends EntityType> = Fields<(typeof declarations)[T]['fields']>;

/** A new entity: its type, the identity that its key gives, its fields. */
export function makeEntity<T extends EntityType>(type: T, key: EntityKey<T>, fields: FieldsOf<T>): EntityTypes[T] {
  const identity = identityOfKey(type, key);
  if (identity === undefined) throw new Error(`${key} is not the key of a ${type}`);
  // Type, identity and fields are what an entity is made of.
  return { type, ...identity, ...fields } as unknown as EntityTypes[T];
}

/** Optional fields that are there: an absent field is left out, never held as undefined. */
export function given<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
}
