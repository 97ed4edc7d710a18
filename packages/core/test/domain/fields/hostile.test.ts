import { describe, expect, test, vi } from 'vitest';
import { declarations } from '../../../src/domain/entities/declarations.ts';
import { json, label, listOf, optional, record, scoresByRound, text, token } from '../../../src/domain/fields/build.ts';
import type { FieldTable } from '../../../src/domain/fields/Field.ts';
import { parseFields } from '../../../src/domain/fields/parseFields.ts';
import { Faults, type Fault } from '../../../src/domain/validation/Fault.ts';

function parse(table: FieldTable, input: unknown): { value: unknown; faults: readonly Fault[] } {
  const faults = new Faults();
  const value = parseFields(table, input, '', faults);
  return { value, faults: faults.list };
}

const codesOf = (faults: readonly Fault[]): readonly unknown[] => faults.map(({ code, field }) => [code, field]);

function deep(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const throwing: ProxyHandler<object> = {
  get: () => {
    throw new Error('no');
  },
  ownKeys: () => {
    throw new Error('no');
  },
  getPrototypeOf: () => {
    throw new Error('no');
  },
};

describe('reads once, and judges what it read', () => {
  test('a getter that changes its answer', () => {
    let reads = 0;
    const input = {
      get label() {
        reads++;
        return reads === 1 ? 'fine' : 'x'.repeat(5000);
      },
    };
    expect(parse({ label }, input)).toEqual({ value: { label: 'fine' }, faults: [] });
    expect(reads).toBe(1);
  });

  test('a proxy that grows between the check and the copy', () => {
    let reads = 0;
    const list = new Proxy(['a'], {
      get: (target, name): unknown => (name === 'length' ? (reads++ === 0 ? 1 : 5000) : Reflect.get(target, name)),
    });
    expect(parse({ list: listOf(token('slug')) }, { list })).toEqual({ value: { list: ['a'] }, faults: [] });
  });

  test('a list that lies about its length costs nothing', () => {
    for (const length of [201, 2 ** 32 - 1, 2 ** 53, Infinity]) {
      const list = new Proxy([] as string[], {
        get: (target, name): unknown => (name === 'length' ? length : Reflect.get(target, name)),
      });
      expect(codesOf(parse({ list: listOf(token('slug')) }, { list }).faults)).toEqual([['limit_exceeded', 'list']]);
    }
  });

  test('toJSON is never called', () => {
    const toJSON = vi.fn(() => 'other');
    expect(codesOf(parse({ parameters: json }, { parameters: { toJSON } }).faults)).toEqual([
      ['invalid_value', 'parameters.toJSON'],
    ]);
    expect(codesOf(parse({ label }, { label: 'x', toJSON }).faults)).toEqual([['unknown_field', 'toJSON']]);
    expect(toJSON).not.toHaveBeenCalled();
  });

  test('the copy shares nothing with the input', () => {
    const input = { background: { subject: 's' }, list: ['a'], parameters: { deep: [{ x: 1 }] }, scores: { 0: 1 } };
    const table = {
      background: record({ subject: text }),
      list: listOf(token('slug')),
      parameters: json,
      scores: scoresByRound,
    };
    const { value } = parse(table, input);
    input.background.subject = 'changed';
    input.list.push('b');
    input.scores[0] = 9;
    const [first] = input.parameters.deep;
    if (first !== undefined) first.x = 2;
    expect(value).toEqual({
      background: { subject: 's' },
      list: ['a'],
      parameters: { deep: [{ x: 1 }] },
      scores: { 0: 1 },
    });
  });
});

describe('never throws', () => {
  const table = {
    label,
    background: optional(record({ subject: text })),
    list: optional(listOf(token('slug'))),
    parameters: optional(json),
    scores: optional(scoresByRound),
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();

  test.each([
    ['a throwing proxy', new Proxy({}, throwing)],
    ['a revoked proxy', proxy],
    ['a throwing list', new Proxy([], throwing)],
  ])('%s anywhere', (_name, hostile) => {
    expect(codesOf(parse(table, hostile).faults)).toEqual([['invalid_value', 'input']]);
    for (const name of Object.keys(table)) {
      const { faults } = parse(table, { label: 'x', [name]: hostile });
      expect(codesOf(faults)).toEqual([['invalid_value', name]]);
    }
    expect(codesOf(parse(table, { label: 'x', list: [hostile] }).faults)).toEqual([['invalid_value', 'list[0]']]);
    expect(codesOf(parse(table, { label: 'x', other: hostile }).faults)).toEqual([['unknown_field', 'other']]);
    expect(codesOf(parse(table, { label: 'x', parameters: [hostile] }).faults)).toMatchObject([
      ['invalid_value', 'parameters'],
    ]);
  });

  test('a getter that throws', () => {
    const input = {
      get label(): string {
        throw new Error('no');
      },
    };
    expect(codesOf(parse({ label }, input).faults)).toEqual([['invalid_value', 'label']]);
  });

  test.each(['label', 'background', 'list', 'scores'])('100 000 levels where %s belongs', (name) => {
    for (const levels of [100_000, 100_001]) {
      const { value, faults } = parse(table, { label: 'x', [name]: deep(levels) });
      expect(value).toBeUndefined();
      expect(faults.every(({ field }) => field.startsWith(name))).toBe(true);
    }
  });

  test('100 000 levels of JSON', () => {
    expect(codesOf(parse(table, { label: 'x', parameters: deep(100_000) }).faults)).toEqual([
      ['limit_exceeded', 'parameters'],
    ]);
  });

  test('an unknown field of 100 000 levels is named, not copied', () => {
    const { faults } = parse(table, { label: 'x', other: deep(100_000) });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.value).toBe('[object]');
  });

  test('a hundred thousand unknown fields', () => {
    const input = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`x${index}`, 1]));
    const { faults } = parse({ label }, { label: 'x', ...input });
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(100);
  });

  test('a list of a thousand records in which everything is wrong', () => {
    const item = record({
      label,
      slugs: listOf(token('slug')),
      references: listOf(record({ refType: label, target: label })),
    });
    const bad = { slugs: Array(200).fill(1), references: Array.from({ length: 200 }, () => ({ a: 1, b: 1 })) };
    const items = { ...listOf(item), limit: 'commitChanges' } as const;
    const { value, faults } = parse({ items }, { items: Array.from({ length: 1000 }, () => bad) });
    expect(value).toBeUndefined();
    expect(faults.length).toBeGreaterThanOrEqual(1000);
    expect(faults.length).toBeLessThan(10_000);
  });

  test('a word of ten million letters is not compared letter by letter', () => {
    const { faults } = parse(declarations.tension.fields, { status: 'o'.repeat(10_000_000) });
    expect(faults[0]).toMatchObject({ code: 'invalid_value', suggestion: 'open' });
  });
});

describe('names of Object.prototype are names', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])('%s is an unknown field', (name) => {
    const input: unknown = JSON.parse(`{"label":"x","${name}":{"polluted":true}}`);
    expect(codesOf(parse({ label }, input).faults)).toEqual([['unknown_field', name]]);
    expect({}).not.toHaveProperty('polluted');
  });

  test('an inherited field is not one of the input', () => {
    const input: unknown = Object.create({ label: 'inherited' });
    expect(codesOf(parse({ label }, input).faults)).toEqual([['invalid_value', 'input']]);
  });

  test('a class instance is no input, whatever its fields', () => {
    class Input {
      readonly label = 'x';
    }
    expect(codesOf(parse({ label }, new Input()).faults)).toEqual([['invalid_value', 'input']]);
  });

  test('an object without a prototype is', () => {
    const input: unknown = Object.assign(Object.create(null) as object, { label: 'x' });
    expect(parse({ label }, input)).toEqual({ value: { label: 'x' }, faults: [] });
  });

  test('__proto__ inside JSON is data', () => {
    const parameters: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
    const { value } = parse({ parameters: json }, { parameters });
    const copy = (value as { parameters: object }).parameters;
    expect(Object.keys(copy)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });
});

test('a hostile name cannot rearrange the line that tells about it', () => {
  const { faults } = parse({ label }, { label: 'x', 'a\u202eb\u001b[2J\n': 1, '\uD800': 1, ['k'.repeat(9999)]: 1 });
  for (const { field } of faults) {
    expect(field).toMatch(/^\["[\x20-\x7e\uFFFD…]*"\]$/);
    expect(field.length).toBeLessThan(200);
  }
  expect(faults).toHaveLength(3);
});
