import { declarations, entityTypes, Faults, fieldPath, parseFields, type Field, type FieldTable } from '@colloquy/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { malformedInput, malformedValues } from '../../src/generators/index.ts';
import { seeded } from './seeded.ts';

/** Every field of every declaration, those inside lists and records too. */
function fieldsIn(table: FieldTable, name = ''): readonly (readonly [name: string, field: Field])[] {
  return Object.entries(table).flatMap(([inner, field]) => fieldsOf(`${name}.${inner}`, field));
}

function fieldsOf(name: string, field: Field): readonly (readonly [name: string, field: Field])[] {
  if (field.kind === 'list') return fieldsOf(`${name}[]`, field.of);
  return field.kind === 'record' ? fieldsIn(field.fields, name) : [[name, field]];
}

const simple = entityTypes.flatMap((type) => fieldsIn(declarations[type].fields, type));

test.each(simple)('%s refuses every malformed value with its code, at its place', (_name, field) => {
  const values = malformedValues(field);
  expect(values.length).toBeGreaterThan(10);
  for (const { value, code, path } of values) {
    const faults = new Faults();
    expect(parseFields({ value: field }, { value }, '', faults)).toBeUndefined();
    expect(faults.list.map((fault) => [fault.code, fault.field])).toEqual([[code, fieldPath('value', path)]]);
  }
});

describe.each(entityTypes)('%s', (type) => {
  const { fields } = declarations[type];

  test('refuses an input with one thing wrong, and says what and where', () => {
    fc.assert(
      fc.property(malformedInput(fields), ({ input, code, field }) => {
        const faults = new Faults();
        expect(parseFields(fields, input, '', faults)).toBeUndefined();
        expect(faults.list.map((fault) => ({ code: fault.code, field: fault.field }))).toContainEqual({ code, field });
        // A fault can be told: it is small, and JSON can say it.
        for (const fault of faults.list) {
          expect(JSON.stringify(fault).length).toBeLessThan(5000);
          expect(fault.message).toMatch(/\S/);
        }
      }),
      seeded(200),
    );
  });
});

test('says where the input itself stands', () => {
  const { fields } = declarations.tension;
  fc.assert(
    fc.property(malformedInput(fields), ({ input, code, field }) => {
      const faults = new Faults();
      parseFields(fields, input, 'tensions[3]', faults);
      const inner = field.startsWith('[') ? field : `.${field}`;
      const place = field === 'input' ? 'tensions[3]' : `tensions[3]${inner}`;
      expect(faults.list.map((fault) => [fault.code, fault.field])).toContainEqual([code, place]);
    }),
    seeded(200),
  );
});
