import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { declarations } from '../../../src/domain/entities/declarations.ts';
import type { Form } from '../../../src/domain/fields/checks.ts';
import type { Field, FieldTable } from '../../../src/domain/fields/Field.ts';
import { readValid } from '../../../src/domain/fields/readValid.ts';
import { tableSchema } from '../../../src/domain/fields/schema.ts';
import { seeded } from '../seeded.ts';

/** Words that are right somewhere, wrong elsewhere. */
const words = fc.constantFrom(
  'muffin',
  'T0101',
  'P0102',
  'final',
  'judge',
  'open',
  'support',
  'tension',
  'Core',
  'pool',
  'merged',
  'created',
  'challenge',
  'interim',
  '2026-02-06T12:00:00.000Z',
  '2026-02-30T12:00:00.000Z',
  ' ',
  '',
  'a\uD800',
  '__proto__',
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  words,
  fc.constantFrom(0, 1, 9500, 10_001, 0.25, -1, -0, 1e21, Number.NaN, null, true, false, undefined),
  fc.array(words, { maxLength: 3 }),
  fc.constantFrom({}, { '00': 4 }, { '100': 4 }, JSON.parse('{"__proto__": 1}') as unknown, [[[]]]),
);

const instant = '2026-02-06T12:00:00.000Z';
const tokens: Readonly<Record<string, readonly string[]>> = {
  displayId: ['T0101', 'P0102'],
  tensionId: ['T0101'],
  target: ['P0102', 'final'],
};

/** Mostly what the field asks for. */
function aimed(field: Field): fc.Arbitrary<unknown> {
  const good = ((): fc.Arbitrary<unknown> => {
    switch (field.kind) {
      case 'enum':
        return fc.constantFrom(...field.values);
      case 'integer':
        return fc.integer({ min: field.min, max: Math.min(field.max, field.min + 20) });
      case 'ratio':
        return fc.constantFrom(0, 1, 0.25, 9500);
      case 'boolean':
        return fc.boolean();
      case 'list':
        return fc.array(aimed(field.of), { maxLength: 3 });
      case 'record':
        return aimedTable(field.fields);
      case 'token':
        return fc.constantFrom(...(tokens[field.format] ?? ['muffin']));
      case 'instant':
        return fc.constant(instant);
      case 'text':
        return fc.constantFrom('text', 'naïve 日本', '__proto__');
      case 'roundMap':
        return fc.constantFrom({}, { '00': 4 }, { '0': 4 });
      default:
        return words;
    }
  })();
  return fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: anything });
}

function aimedTable(table: FieldTable): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.entries(table).map(([name, field]) => [name, aimed(field)] as const);
  const known = fc.record(Object.fromEntries(names), {
    requiredKeys: Object.entries(table).flatMap(([name, field]) => (field.optional === true ? [] : [name])),
  });
  const extra = fc.option(fc.constantFrom('unknown', 'toString', 'id'), { nil: undefined, freq: 12 });
  return fc
    .tuple(known, extra)
    .map(([fields, name]) => (name === undefined ? { ...fields } : { ...fields, [name]: 1 }));
}

/** Without what stands for absence: the schema takes an absent field and one that is undefined for the same. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, pruned(inner)]),
  );
}

describe('readValid', () => {
  const cases = Object.values(declarations).flatMap(({ type, fields }) =>
    (['input', 'stored'] as const).map((form): [string, Form, FieldTable] => [type, form, fields]),
  );

  test.each(cases)('reads of a %s in %s form what the schema lets pass, and nothing else', (_type, form, table) => {
    const seen = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(fc.oneof({ weight: 20, arbitrary: aimedTable(table) }, { weight: 1, arbitrary: anything }), (raw) => {
        const value = pruned(raw);
        const result = tableSchema(table, form).safeParse(value);
        const read = readValid(table, form, value);
        seen[result.success ? 'valid' : 'invalid'] += 1;
        expect(read).toStrictEqual(result.success ? result.data : undefined);
      }),
      seeded(400),
    );
    // The values aim at both sides; a property over one of them alone would prove little.
    expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(0);
  });

  test('takes no field from a prototype', () => {
    const { fields } = declarations.content;
    const own = { createdAt: '2026-02-06T12:00:00.000Z', content: 'text' };
    expect(readValid(fields, 'stored', own)).toStrictEqual(own);
    expect(readValid(fields, 'stored', Object.create(own))).toBeUndefined();
    expect(
      readValid(
        fields,
        'stored',
        Object.assign(Object.create({ content: 'text' }), { createdAt: own.createdAt, x: 1 }),
      ),
    ).toBeUndefined();
  });

  test('answers with a copy', () => {
    const value = { createdAt: '2026-02-06T12:00:00.000Z', eventType: 'created', eventRound: 0, actors: ['judge'] };
    const read = readValid(declarations.event.fields, 'stored', value);
    expect(read).toStrictEqual(value);
    expect(read).not.toBe(value);
    expect(read?.['actors']).not.toBe(value.actors);
  });
});
