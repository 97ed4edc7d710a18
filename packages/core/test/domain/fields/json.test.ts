import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, utf8Length, type Json } from '../../../src/bytes/index.ts';
import { copyJson } from '../../../src/domain/fields/json.ts';
import { limits } from '../../../src/limits.ts';
import { seeded } from '../seeded.ts';

function problemsOf(value: unknown): readonly (readonly [code: string, path: string])[] {
  const result = copyJson(value);
  if ('copy' in result) return [];
  return result.problems.map(({ code, path = [] }) => [code, path.join('/')]);
}

/** JSON as it comes from outside; fast-check's own has no unsafe integers below this bound. */
const jsonValue = fc
  .jsonValue({ stringUnit: 'binary', maxDepth: 6 })
  .map(
    (value) =>
      JSON.parse(
        JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? inner % 2 ** 53 : inner)),
      ) as Json,
  );

test('copies what JSON can say, and nothing of it by reference', () => {
  fc.assert(
    fc.property(jsonValue, (value) => {
      const before = JSON.stringify(value);
      const result = copyJson(value);
      if (!('copy' in result)) throw new Error(JSON.stringify(result.problems));
      expect(JSON.stringify(result.copy)).toBe(before);
      if (typeof value === 'object' && value !== null) expect(result.copy).not.toBe(value);
    }),
    seeded(500),
  );
});

test('counts exactly the bytes of the canonical form', () => {
  fc.assert(
    fc.property(jsonValue, (value) => {
      const bytes = utf8Length(canonicalJson([value, '']));
      const room = limits.jsonBytes - bytes;
      expect(problemsOf([value, 'x'.repeat(room)])).toEqual([]);
      expect(problemsOf([value, 'x'.repeat(room + 1)])).toEqual([['limit_exceeded', '']]);
    }),
    seeded(100),
  );
});

describe('refuses', () => {
  test.each([NaN, Infinity, -Infinity, -0, 2 ** 53, -(2 ** 53), 1e300, undefined, Symbol('s'), 1n, () => 1])(
    '%o',
    (value) => {
      expect(problemsOf(value)).toEqual([['invalid_value', '']]);
      expect(problemsOf({ a: [value] })).toEqual([['invalid_value', 'a/0']]);
      expect(problemsOf({ a: value })).toEqual([['invalid_value', 'a']]);
    },
  );

  test.each([
    new Date(0),
    new Map(),
    new Set(),
    Buffer.from('x'),
    /x/,
    new (class A {})(),
    Object(1),
    Object('x'),
    Promise.resolve(),
  ])('an instance: %o', (value) => {
    expect(problemsOf([value])).toEqual([['invalid_value', '0']]);
  });

  test('a hole in an array', () => {
    expect(problemsOf(Array(2))).toEqual([
      ['invalid_value', '0'],
      ['invalid_value', '1'],
    ]);
  });

  test('a lone surrogate in a text or a name', () => {
    expect(problemsOf({ a: 'x\uD800' })).toEqual([['malformed_text', 'a']]);
    expect(problemsOf([{ '\uDC00': 1 }])).toEqual([['malformed_text', '0/\uDC00']]);
  });

  test('several problems at once, but not thousands', () => {
    expect(problemsOf([NaN, { a: undefined, b: '\uD800' }, 1, -0])).toEqual([
      ['invalid_value', '0'],
      ['invalid_value', '1/a'],
      ['malformed_text', '1/b'],
      ['invalid_value', '3'],
    ]);
    expect(problemsOf(Array(10_000).fill(NaN)).length).toBeLessThanOrEqual(20);
  });
});

describe('accepts', () => {
  test.each([
    0,
    1,
    -1,
    0.1,
    1.5,
    5e-324,
    1e-7,
    2 ** 53 - 1,
    -(2 ** 53 - 1),
    '',
    '\0',
    '\uFFFD',
    '😀',
    null,
    true,
    [],
    {},
  ])('%o', (value) => {
    expect(copyJson(value)).toEqual({ copy: value });
  });

  test('32 levels, not 33', () => {
    const nested = (levels: number): unknown => {
      let value: unknown = [];
      for (let level = 1; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
      return value;
    };
    expect(problemsOf(nested(32))).toEqual([]);
    expect(problemsOf(nested(33))).toEqual([['limit_exceeded', '']]);
  });

  test('one subtree in two places', () => {
    const shared = { a: 1 };
    expect(copyJson([shared, shared])).toEqual({ copy: [{ a: 1 }, { a: 1 }] });
  });
});

describe('ends early', () => {
  test('at a cycle', () => {
    const list: unknown[] = [];
    list.push(list);
    const object: { self?: unknown } = {};
    object.self = { object };
    expect(problemsOf(list)).toEqual([['limit_exceeded', '']]);
    expect(problemsOf(object)).toEqual([['limit_exceeded', '']]);
  });

  test('at 100 000 levels', () => {
    let value: unknown = 1;
    for (let level = 0; level < 100_000; level++) value = [value];
    const result = copyJson(value);
    expect(result).toMatchObject({
      problems: [{ code: 'limit_exceeded', context: { limit: 'jsonDepth', max: 32, actual: 33 } }],
    });
  });

  test('at a value that doubles on every level', () => {
    let value: unknown = 'x';
    for (let level = 0; level < 30; level++) value = { a: value, b: value };
    expect(copyJson(value)).toMatchObject({ problems: [{ code: 'limit_exceeded', context: { limit: 'jsonBytes' } }] });
  });

  test('at an array, a text or a name of many millions', () => {
    for (const value of [Array(2 ** 27), 'x'.repeat(2 ** 27), { ['x'.repeat(2 ** 27)]: 1 }]) {
      expect(problemsOf(value)).toEqual([['limit_exceeded', '']]);
    }
  });
});
