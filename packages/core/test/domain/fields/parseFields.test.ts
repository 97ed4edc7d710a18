import { describe, expect, test } from 'vitest';
import { declarations } from '../../../src/domain/entities/declarations.ts';
import {
  boolean,
  clear,
  instant,
  json,
  label,
  listOf,
  oneOf,
  optional,
  ratio,
  record,
  roundNumber,
  scoresByRound,
  text,
  token,
} from '../../../src/domain/fields/build.ts';
import type { FieldTable } from '../../../src/domain/fields/Field.ts';
import { parseFields } from '../../../src/domain/fields/parseFields.ts';
import { Faults, type Fault } from '../../../src/domain/validation/Fault.ts';
import { limits } from '../../../src/limits.ts';

function parse(table: FieldTable, input: unknown, path = ''): { value: unknown; faults: readonly Fault[] } {
  const faults = new Faults();
  const value = parseFields(table, input, path, faults);
  return { value, faults: faults.list };
}

/** The one fault of an input that has one. */
function faultOf(table: FieldTable, input: unknown): Fault {
  const { value, faults } = parse(table, input);
  expect(value).toBeUndefined();
  expect(faults).toHaveLength(1);
  return faults[0] as Fault;
}

const tier = oneOf(['Core', 'Adjacent', 'Wildcard']);

test('tells every fault of an input at once, in the order of the table', () => {
  const { faults } = parse(
    {
      label,
      status: oneOf(['open', 'closed']),
      round: roundNumber,
      references: listOf(
        record({ refType: { ...oneOf(['support', 'oppose']), code: 'invalid_ref_type' }, target: token('displayId') }),
      ),
    },
    {
      label: ' ',
      status: 'opne!',
      round: 100,
      references: [{ refType: 'suport', target: 'p0102' }, { target: 7 }],
      extra: 1,
    },
    'perspectives[0]',
  );
  expect(faults.map(({ code, field }) => [code, field])).toEqual([
    ['missing_field', 'perspectives[0].label'],
    ['invalid_value', 'perspectives[0].status'],
    ['invalid_round', 'perspectives[0].round'],
    ['invalid_ref_type', 'perspectives[0].references[0].refType'],
    ['invalid_display_id', 'perspectives[0].references[0].target'],
    ['missing_field', 'perspectives[0].references[1].refType'],
    ['invalid_display_id', 'perspectives[0].references[1].target'],
    ['unknown_field', 'perspectives[0].extra'],
  ]);
});

describe('a fault says how to mend it', () => {
  test('the options of a word, and the one that was probably meant', () => {
    expect(faultOf({ tier }, { tier: 'wildcart' })).toMatchObject({
      code: 'invalid_value',
      field: 'tier',
      value: 'wildcart',
      validOptions: ['Core', 'Adjacent', 'Wildcard'],
      suggestion: 'Wildcard',
    });
  });

  test('an option as example when none is near', () => {
    expect(faultOf({ tier }, { tier: 'zzzzzz' }).suggestion).toBe('Core');
    expect(faultOf({ tier }, { tier: 5 }).suggestion).toBe('Core');
  });

  test('the field that was probably meant', () => {
    expect(faultOf({ authorExpert: optional(label) }, { author_expert: 'x' })).toMatchObject({
      code: 'unknown_field',
      field: 'author_expert',
      suggestion: 'authorExpert',
      validOptions: ['authorExpert'],
    });
  });

  test('the right spelling of a slug or an id', () => {
    expect(faultOf({ slug: token('slug') }, { slug: ' Muffin' }).suggestion).toBe('muffin');
    expect(faultOf({ id: token('displayId') }, { id: 'p0102' }).suggestion).toBe('P0102');
    expect(faultOf({ id: token('localId') }, { id: 'muffin-p0101' }).suggestion).toBe('MUFFIN-P0101');
  });

  test('the nearest number of the range', () => {
    expect(faultOf({ round: roundNumber }, { round: 100 }).suggestion).toBe('99');
    expect(faultOf({ round: roundNumber }, { round: -3 }).suggestion).toBe('0');
    expect(faultOf({ round: roundNumber }, { round: -0 })).toMatchObject({
      code: 'invalid_round',
      value: '-0',
      suggestion: '0',
    });
    expect(faultOf({ relevance: ratio }, { relevance: 0.12345 }).suggestion).toBe('0.1235');
  });

  test('the limit that was passed, in bytes', () => {
    expect(faultOf({ label }, { label: 'é'.repeat(1025) })).toMatchObject({
      code: 'limit_exceeded',
      context: { limit: 'labelBytes', max: 2048, actual: 2050 },
    });
    expect(faultOf({ text }, { text: 'a'.repeat(limits.textBytes + 1) }).context).toEqual({
      limit: 'textBytes',
      max: limits.textBytes,
      actual: limits.textBytes + 1,
    });
    expect(faultOf({ slugs: listOf(token('slug')) }, { slugs: Array(201).fill('x') }).context).toEqual({
      limit: 'listItems',
      max: 200,
      actual: 201,
    });
    expect(faultOf({ slug: token('slug') }, { slug: 'a'.repeat(65) }).context).toEqual({
      limit: 'tokenLength',
      max: 64,
      actual: 65,
    });
  });

  test('the beginning of a long value, and nothing by reference', () => {
    const value = faultOf({ label }, { label: `a${'😀'.repeat(100_000)}` }).value as string;
    expect(value.length).toBeLessThanOrEqual(201);
    expect(value.isWellFormed()).toBe(true);
    const given = { secret: 1 };
    expect(faultOf({ label }, { label: given }).value).toBe('[object]');
    expect(faultOf({ label }, { label: () => 1 }).value).toBe('[function]');
    expect(faultOf({ label }, { label: 10n }).value).toBe('[bigint]');
    expect(faultOf({ label }, { label: NaN }).value).toBe('NaN');
  });
});

describe('limits are met exactly', () => {
  test('a label of 2 048 bytes and a list of 200 items are accepted', () => {
    const input = { label: 'é'.repeat(1024), slugs: Array<string>(200).fill('x') };
    expect(parse({ label, slugs: listOf(token('slug')) }, input)).toEqual({ value: input, faults: [] });
  });

  test('a list may name a larger limit', () => {
    const items = { ...listOf(token('slug')), limit: 'commitChanges' } as const;
    expect(parse({ items }, { items: Array(1000).fill('x') }).faults).toEqual([]);
    expect(faultOf({ items }, { items: Array(1001).fill('x') }).context).toEqual({
      limit: 'commitChanges',
      max: 1000,
      actual: 1001,
    });
  });

  test('a list may have a least number of items', () => {
    const items = { ...listOf(token('slug')), min: 1 } as const;
    expect(faultOf({ items }, { items: [] }).code).toBe('missing_field');
    expect(parse({ items }, { items: ['x'] }).faults).toEqual([]);
  });
});

describe('absent, undefined, null and blank', () => {
  const table = { title: label, note: optional(text), at: optional(instant) };

  test('a field present as undefined is absent, and does not come back', () => {
    const { value, faults } = parse(table, { title: 'x', note: undefined, at: undefined });
    expect(faults).toEqual([]);
    expect(Object.keys(value as object)).toEqual(['title']);
  });

  test('null is never absent', () => {
    expect(faultOf(table, { title: 'x', note: null })).toMatchObject({
      code: 'invalid_value',
      field: 'note',
      value: null,
    });
    expect(faultOf(table, { title: null })).toMatchObject({ code: 'invalid_value', field: 'title' });
  });

  test('a required text must say something, an optional one may be empty', () => {
    expect(faultOf(table, { title: '\n\u00a0\uFEFF' }).code).toBe('missing_field');
    expect(faultOf(table, { title: '' }).code).toBe('missing_field');
    expect(parse(table, { title: '\0', note: '' }).faults).toEqual([]);
  });

  test('undefined and a hole in a list are no items', () => {
    const list = { list: listOf(token('slug')) };
    expect(faultOf(list, { list: ['a', undefined] })).toMatchObject({ code: 'missing_field', field: 'list[1]' });
    const holed = ['a', 'b', 'c'];
    delete holed[1];
    expect(faultOf(list, { list: holed })).toMatchObject({ code: 'missing_field', field: 'list[1]' });
  });

  test.each([undefined, null, 1, 'x', [], () => 1, new Date(0)])(
    'an input that is no object is one fault: %o',
    (input) => {
      const fault = faultOf({ note: optional(text) }, input);
      expect(fault.field).toBe('input');
      expect(fault.code).toBe(input === undefined ? 'missing_field' : 'invalid_value');
    },
  );
});

describe('kinds', () => {
  test('a tension id of another type is a mismatch', () => {
    expect(faultOf({ id: token('tensionId') }, { id: 'P0101' }).code).toBe('type_id_mismatch');
    expect(faultOf({ id: token('tensionId') }, { id: 'T0100' }).code).toBe('invalid_display_id');
  });

  test('a target is a display id or a verdict id', () => {
    for (const id of ['P0102', 'final', 'minority-1'])
      expect(parse({ id: token('target') }, { id }).faults).toEqual([]);
    for (const id of ['P0100', 'MUFFIN-P0101', 'P01'])
      expect(faultOf({ id: token('target') }, { id }).code).toBe('invalid_display_id');
  });

  test('a batch target may also be a local id', () => {
    for (const id of ['P0102', 'final', 'MUFFIN-P0101'])
      expect(parse({ id: token('batchTarget') }, { id }).faults).toEqual([]);
    expect(faultOf({ id: token('itemId') }, { id: 'final' }).code).toBe('invalid_display_id');
  });

  test('ratios have four decimals', () => {
    for (const value of [0, 1, 0.1, 0.0001, 0.9999, 0.3, 0.68])
      expect(parse({ ratio }, { ratio: value }).faults).toEqual([]);
    for (const value of [-0, 1.0001, 0.00001, 1 / 3, 0.1 + 0.2])
      expect(faultOf({ ratio }, { ratio: value }).code).toBe('invalid_value');
  });

  test('booleans are not guessed', () => {
    for (const value of [0, 1, 'true', null])
      expect(faultOf({ boolean }, { boolean: value }).code).toBe('invalid_value');
  });

  test('scores by round', () => {
    expect(parse({ scores: scoresByRound }, { scores: { 0: 25, 10: 3, 99: 0 } }).faults).toEqual([]);
    expect(faultOf({ scores: scoresByRound }, { scores: { '01': 1 } })).toMatchObject({
      code: 'invalid_round',
      field: 'scores["01"]',
    });
    expect(faultOf({ scores: scoresByRound }, { scores: { 3: -1 } })).toMatchObject({
      code: 'invalid_value',
      field: 'scores["3"]',
    });
    const tooMany = Object.fromEntries(Array.from({ length: 5000 }, (_, round) => [round, 1]));
    expect(parse({ scores: scoresByRound }, { scores: tooMany }).faults.map(({ code }) => code)).toContain(
      'invalid_round',
    );
  });

  test('a JSON fault says where it is inside the value', () => {
    expect(faultOf({ parameters: json }, { parameters: { a: [1, { b: NaN }] } })).toMatchObject({
      code: 'invalid_value',
      field: 'parameters.a[1].b',
      value: 'NaN',
    });
  });

  test('placement does not change what is valid', () => {
    expect(parse({ a: clear(tier), b: optional(clear(tier)) }, { a: 'Core', b: 'Core' }).faults).toEqual([]);
  });
});

test('what comes back has the type and the values of the table', () => {
  const faults = new Faults();
  const move = parseFields(
    declarations.move.fields,
    { moveType: 'bridge', createdAt: '2026-02-06T12:00:00.000Z', targets: ['T0001'] },
    '',
    faults,
  );
  const type: 'defend' | 'challenge' | 'bridge' | 'request' | 'concede' | 'converge' | undefined = move?.moveType;
  expect(type).toBe('bridge');
});
