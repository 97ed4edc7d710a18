import { compareAscii, entityTypes, identityOfKey, keyOfEntity, type Entity, type EntityType } from '@colloquy/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryAnyEntity, arbitraryEntity } from '../../src/generators/index.ts';
import { seeded } from './seeded.ts';

/** The numbers of an identity, in the order in which its key has them. */
function numbersOf(entity: Entity): readonly number[] {
  if ('round' in entity && 'seq' in entity) return [entity.round, entity.seq];
  if (entity.type === 'event') return [entity.seq];
  return entity.type === 'round' ? [entity.round] : [];
}

const numbered: readonly EntityType[] = ['round', 'perspective', 'tension', 'recommendation', 'evidence', 'claim'];

test.each(numbered)('the order of %s keys is the order of their numbers', (type) => {
  const entities = arbitraryEntity(type) as fc.Arbitrary<Entity>;
  fc.assert(
    fc.property(entities, entities, (a, b) => {
      const [left, right] = [numbersOf(a), numbersOf(b)];
      const at = left.findIndex((value, index) => value !== right[index]);
      const expected = at === -1 ? 0 : Math.sign((left[at] ?? 0) - (right[at] ?? 0));
      expect(compareAscii(keyOfEntity(a), keyOfEntity(b))).toBe(expected);
    }),
    seeded(200),
  );
});

test('the order of the event keys of one entity is the order of their numbers', () => {
  fc.assert(
    fc.property(arbitraryEntity('event'), fc.integer({ min: 1, max: 9999 }), (event, seq) => {
      const other = { ...event, seq };
      expect(compareAscii(keyOfEntity(event), keyOfEntity(other))).toBe(Math.sign(event.seq - seq));
    }),
    seeded(200),
  );
});

test('two entities share a key only if they are of one type and identity', () => {
  fc.assert(
    fc.property(arbitraryAnyEntity(), arbitraryAnyEntity(), (a, b) => {
      const same = a.type === b.type && a.id === b.id;
      expect(keyOfEntity(a) === keyOfEntity(b)).toBe(same);
    }),
    seeded(500),
  );
});

test('a key is no key of any other type', () => {
  fc.assert(
    fc.property(arbitraryAnyEntity(), (entity) => {
      const readable = entityTypes.filter((type) => identityOfKey(type, keyOfEntity(entity)) !== undefined);
      expect(readable).toEqual([entity.type]);
    }),
    seeded(300),
  );
});
