import { isDeepStrictEqual } from 'node:util';
import {
  canonicalJson,
  decodeEntity,
  declarations,
  encodeEntity,
  entityTypes,
  identityOfKey,
  isRecordKey,
  keyOfEntity,
  limits,
  parseFields,
  Faults,
  projectEntity,
  projection,
  utf8Length,
  type Entity,
  type EntityType,
  type Json,
} from '@colloquy/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryEntity, arbitraryFields } from '../../src/generators/index.ts';
import { seeded } from './seeded.ts';

const versionOf = (type: EntityType): number => declarations[type].v;

/** What a record goes through: canonical bytes and back. */
function stored(entity: Entity): Json {
  return JSON.parse(canonicalJson(encodeEntity(entity))) as Json;
}

/** Equal in every value and own name; vitest's own comparison is misled by a field named `constructor`. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(canonicalJson(actual as Json)).toBe(canonicalJson(expected as Json));
  expect(isDeepStrictEqual(actual, expected)).toBe(true);
}

describe.each(entityTypes)('%s', (type) => {
  const entities = arbitraryEntity(type) as fc.Arbitrary<Entity>;

  test('comes back from its stored form as it was', () => {
    fc.assert(
      fc.property(entities, (entity) => {
        expectSame(decodeEntity(keyOfEntity(entity), versionOf(type), stored(entity)), entity);
      }),
      seeded(150),
    );
  });

  test('has one stored form: encoding what was decoded gives the same canonical bytes', () => {
    fc.assert(
      fc.property(entities, (entity) => {
        const first = canonicalJson(encodeEntity(entity));
        const again = decodeEntity(keyOfEntity(entity), versionOf(type), JSON.parse(first) as Json);
        expect(canonicalJson(encodeEntity(again))).toBe(first);
      }),
      seeded(100),
    );
  });

  test('stores neither its type nor its identity, but for what is also a field', () => {
    fc.assert(
      fc.property(entities, (entity) => {
        const names = Object.keys(encodeEntity(entity));
        expect(names.filter((name) => !Object.hasOwn(declarations[type].fields, name))).toEqual([]);
      }),
      seeded(50),
    );
  });

  test('has a key that is valid, says the identity, and is the identity’s only key', () => {
    fc.assert(
      fc.property(entities, (entity) => {
        const key = keyOfEntity(entity);
        expect(isRecordKey(key)).toBe(true);
        const identity = identityOfKey(type, key);
        expect(entity).toMatchObject({ ...identity });
        expect(keyOfEntity({ ...entity, ...identity } as Entity)).toBe(key);
      }),
      seeded(150),
    );
  });

  test('projects the same attributes before and after storage, in stored form and within the limits', () => {
    const kinds = new Map(projection(type).map(({ name, kind }) => [name, kind]));
    fc.assert(
      fc.property(entities, (entity) => {
        const attributes = projectEntity(entity);
        const fields = encodeEntity(entity);
        expect(projectEntity(decodeEntity(keyOfEntity(entity), versionOf(type), stored(entity)))).toStrictEqual(
          attributes,
        );
        expect(Object.keys(attributes).length).toBeLessThanOrEqual(limits.attributes);
        for (const [name, value] of Object.entries(attributes)) {
          expect(value).toBe(fields[name]);
          expect(utf8Length(name) + utf8Length(String(value))).toBeLessThanOrEqual(limits.attributeBytes);
          const kind = kinds.get(name);
          if (kind === 'token') expect(value).toMatch(/^[\x21-\x7e]+$/);
          else if (kind === 'integer') expect(Number.isSafeInteger(value) && !Object.is(value, -0)).toBe(true);
          else expect(typeof value).toBe('boolean');
        }
        // Absent is not null: exactly the clear fields that are there.
        expect(Object.keys(attributes)).toEqual([...kinds.keys()].filter((name) => Object.hasOwn(fields, name)));
      }),
      seeded(100),
    );
  });

  test('a valid input parses to an equal, private copy', () => {
    const { fields } = declarations[type];
    fc.assert(
      fc.property(arbitraryFields(fields), (input) => {
        const faults = new Faults();
        const copy = parseFields(fields, input, '', faults);
        expect(faults.list).toEqual([]);
        expectSame(copy, input);
        expect(copy).not.toBe(input);
      }),
      seeded(100),
    );
  });
});

test('a text that fills its limit exactly is stored and comes back', () => {
  fc.assert(
    fc.property(arbitraryEntity('content', { long: true }), (entity) => {
      expectSame(decodeEntity(keyOfEntity(entity), 1, stored(entity)), entity);
    }),
    seeded(60),
  );
});
