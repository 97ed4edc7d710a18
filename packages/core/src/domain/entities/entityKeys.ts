import { isRecordKey, typeOfKey, type RecordKey } from '../../address/RecordKey.ts';
import type { EntityType } from '../enumerations.ts';
import { entityKey, type EntityKey } from '../ids/entityKey.ts';
import { readIdentity } from '../ids/identity.ts';
import type { declarations } from './declarations.ts';
import { declarationOf } from './declarationOf.ts';
import type { Identities } from './declare.ts';
import type { Entity } from './types.ts';

/** What identifies an entity of a type inside its dialogue. */
export type IdentityOf<T extends EntityType> = Identities[(typeof declarations)[T]['key']];

/**
 * The key under which an entity is stored.
 *
 * @example
 * keyOfEntity(tension); // 'tension#01#03' for T0103
 */
export function keyOfEntity(entity: Entity): EntityKey {
  switch (entity.type) {
    case 'dialogue':
      return entityKey.dialogue();
    case 'expert':
      return entityKey.expert(entity.id);
    case 'content':
      return entityKey.content(entity.round, entity.expert);
    case 'round':
      return entityKey.round(entity.round);
    case 'verdict':
      return entityKey.verdict(entity.id);
    case 'move':
      return entityKey.move(entity.round, entity.expert, entity.seq);
    case 'ref':
      return entityKey.ref(entity.sourceId, entity.refType, entity.targetId);
    case 'event':
      return entityKey.event(entity.entityType, entity.entityId, entity.seq);
    default:
      return entityKey.item(entity.type, entity.round, entity.seq);
  }
}

/**
 * The identity that a key says, or undefined when it is no key of this type.
 *
 * @example
 * identityOfKey('tension', key); // { id: 'T0103', round: 1, seq: 3 } for 'tension#01#03'
 */
export function identityOfKey<T extends EntityType>(type: T, key: RecordKey): IdentityOf<T> | undefined {
  if (!isRecordKey(key) || typeOfKey(key) !== type) return undefined;
  // The scheme comes from the declaration of T, and each scheme reads its own kind of identity.
  return readIdentity(type, declarationOf(type).key, key) as IdentityOf<T> | undefined;
}
