import {
  convergenceSeq,
  declarations,
  entityTypes,
  parseDisplayId,
  twoDigits,
  type Entity,
  type EntityType,
  type EntityTypes,
} from '@colloquy/core';
import fc from 'fast-check';
import { arbitraryFields } from './field.ts';
import { arbitraryIdentity } from './identity.ts';
import type { TextOptions } from './text.ts';

type Loose = Readonly<Record<string, unknown>>;

/** What identity and fields both say, said alike. */
function agreeing(type: EntityType, identity: Loose, fields: Loose): Loose {
  if (type === 'ref') {
    const sourceType = parseDisplayId(String(identity['sourceId']))?.type;
    const targetType = parseDisplayId(String(identity['targetId']))?.type;
    return { type, ...fields, ...identity, sourceType, targetType };
  }
  if (type === 'verdict') {
    // Exactly the verdict of id `final` is the final one.
    const isFinal = fields['verdictType'] === 'final';
    const id = isFinal ? 'final' : identity['id'] === 'final' ? 'v01' : identity['id'];
    return { type, ...fields, id };
  }
  if (type === 'move') {
    // The convergence signal of an expert and round has the number 0, and no other move has.
    const { round, expert, seq } = identity;
    const own = fields['moveType'] === 'converge' ? convergenceSeq : seq;
    return {
      type,
      ...fields,
      id: `${twoDigits(Number(round))}#${String(expert)}#${twoDigits(Number(own))}`,
      round,
      expert,
      seq: own,
    };
  }
  return { type, ...fields, ...identity };
}

/**
 * Valid entities of a type, from its declaration: every kind of field at its edges, identity included. Each is valid by itself;
 * what it refers to need not exist.
 *
 * @example
 * fc.assert(fc.property(arbitraryEntity('tension'), (tension) => tension.id.startsWith('T')));
 */
export function arbitraryEntity<T extends EntityType>(
  type: T,
  options: TextOptions = {},
): fc.Arbitrary<EntityTypes[T]> {
  const { fields } = declarations[type];
  return fc
    .tuple(arbitraryIdentity(type), arbitraryFields(fields, options))
    .map(([identity, values]) => agreeing(type, identity as Loose, values as Loose) as unknown as EntityTypes[T]);
}

/** Valid entities of every type. */
export function arbitraryAnyEntity(options: TextOptions = {}): fc.Arbitrary<Entity> {
  return fc.constantFrom(...entityTypes).chain((type) => arbitraryEntity(type, options) as fc.Arbitrary<Entity>);
}
