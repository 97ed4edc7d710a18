import type { Field, FieldTable, PathStep, ValidationCode } from '@colloquy/core';
import { fieldPath, limits, ratioUnit } from '@colloquy/core';
import fc from 'fast-check';
import { arbitraryField, arbitraryFields } from './field.ts';
import { nested } from './json.ts';
import { loneSurrogate, malformedTokens } from './malformedToken.ts';

/** A value that must be refused: with which code, and where inside itself it is wrong. */
export interface Malformed {
  readonly value: unknown;
  readonly code: ValidationCode;
  readonly path: readonly PathStep[];
}

/** An input with one thing wrong. */
export interface MalformedInput {
  readonly input: unknown;
  readonly code: ValidationCode;
  /** Where the fault is, as a fault says it. */
  readonly field: string;
}

class Instance {
  readonly label = 'x';
}

/** No kind of field is any of these. */
const noData: readonly unknown[] = [
  null,
  Symbol('s'),
  1n,
  (): number => 1,
  new Instance(),
  new Map(),
  /x/,
  new Uint8Array(2),
];

/** No number of any field: each is refused, or it would come back as another one. */
const noNumbers: readonly unknown[] = [
  -0,
  NaN,
  Infinity,
  -Infinity,
  2 ** 53,
  -(2 ** 53),
  1e300,
  1.5,
  '1',
  true,
  [1],
  {},
];

function all(code: ValidationCode, values: readonly unknown[]): readonly Malformed[] {
  return values.map((value) => ({ value, code, path: [] }));
}

const tooLong = (max: number): readonly string[] => [
  'a'.repeat(max + 1),
  '€'.repeat(Math.floor(max / 3) + 1),
  '😀'.repeat(max / 4) + 'a',
];

function cyclic(): unknown {
  const value: { self?: unknown } = {};
  value.self = [value];
  return value;
}

/** A value of which every level holds the next one twice: small in memory, 2^32 nodes as JSON. */
function doubled(): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < limits.jsonDepth; level++) value = [value, value];
  return value;
}

function inside(path: readonly PathStep[], code: ValidationCode, value: unknown): Malformed {
  return { value, code, path };
}

function malformedJson(): readonly Malformed[] {
  return [
    ...all('invalid_value', [NaN, -0, Infinity, 2 ** 53, 1n, Symbol('s'), new Instance(), new Uint8Array(2)]),
    inside(['a', 0], 'invalid_value', { a: [undefined] }),
    inside(['a'], 'invalid_value', { a: undefined }),
    inside([0], 'invalid_value', [() => 1]),
    inside(['toJSON'], 'invalid_value', { toJSON: () => 1 }),
    inside(['__proto__'], 'invalid_value', Object.fromEntries([['__proto__', -0]])),
    inside([0, 'x'], 'malformed_text', [{ x: 'a\uD800' }]),
    inside(['\uFFFD'], 'malformed_text', { '\uDC00': 1 }),
    ...all('limit_exceeded', [
      nested(limits.jsonDepth + 1),
      nested(100_000),
      cyclic(),
      doubled(),
      'x'.repeat(limits.jsonBytes),
      Array.from({ length: limits.jsonBytes }, () => 0),
      { ['k'.repeat(limits.jsonBytes)]: 1 },
    ]),
  ];
}

/** Every value that a field of a simple kind is known to have to refuse; none for lists and records, which are wrong in their parts. */
export function malformedValues(field: Field): readonly Malformed[] {
  switch (field.kind) {
    case 'text': {
      const max = field.limit === 'label' ? limits.labelBytes : limits.textBytes;
      return [
        ...all('invalid_value', [...noData, 1, true, ['a'], {}]),
        ...all('malformed_text', loneSurrogate),
        ...all('limit_exceeded', tooLong(max)),
        ...(field.optional === true ? [] : all('missing_field', ['', ' ', '\n\t\u00a0\uFEFF'])),
      ];
    }
    case 'token':
      return [
        ...all(malformedTokens(field.format).code, [...noData, 1, true, ['a'], {}]),
        ...malformedTokens(field.format).texts.map(([value, code]) => inside([], code, value)),
      ];
    case 'enum': {
      const code = field.code ?? 'invalid_value';
      const first = field.values[0] ?? '';
      const near = ['', ' ', `${first} `, first.toUpperCase() + 'X', '__proto__', 'constructor', 'x'.repeat(100_000)];
      return [...all(code, [...noData, 0, true, ...near]), ...all('malformed_text', loneSurrogate)];
    }
    case 'integer':
      return all(field.code ?? 'invalid_value', [...noData, ...noNumbers, field.min - 1, field.max + 1]);
    case 'ratio':
      return all('invalid_value', [...noData, ...noNumbers, -0.1, 1.1, 0.12345, 1 / 3, 0.5 / ratioUnit, 5e-324]);
    case 'boolean':
      return all('invalid_value', [...noData, 0, 1, '', 'true', [], {}]);
    case 'instant':
      return [...all('invalid_value', [...noData, 0, [], ...noInstants]), ...all('malformed_text', loneSurrogate)];
    case 'json':
      return malformedJson();
    case 'roundMap':
      return [
        ...all('invalid_value', [...noData, 0, 'x', [], [1]]),
        ...['-1', '00', '01', '100', '1.5', '1e1', '', ' 1', '__proto__', 'x'].map((name) =>
          inside([name], 'invalid_round', Object.fromEntries([[name, 1]])),
        ),
        ...[...noNumbers, null, field.min - 1, field.max + 1].map((score) =>
          inside(['3'], 'invalid_value', { 3: score }),
        ),
      ];
    case 'list':
    case 'record':
      return [];
  }
}

const noInstants: readonly string[] = [
  '',
  '2026-02-30T00:00:00.000Z',
  '2025-02-29T00:00:00.000Z',
  '1900-02-29T00:00:00.000Z',
  '2026-04-31T00:00:00.000Z',
  '2026-00-01T00:00:00.000Z',
  '2026-13-01T00:00:00.000Z',
  '2026-01-00T00:00:00.000Z',
  '2026-01-01T24:00:00.000Z',
  '2026-01-01T23:60:00.000Z',
  '2026-01-01T23:59:60.000Z',
  '0000-01-01T00:00:00.000Z',
  '+010000-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00.000+00:00',
  '2026-01-01 00:00:00.000Z',
  '2026-01-01t00:00:00.000z',
  ' 2026-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00.000Z\n',
  '２026-01-01T00:00:00.000Z',
];

/** Made once per field: some of the values are large. */
const generators = new WeakMap<Field, fc.Arbitrary<Malformed>>();

/** Values that a field must refuse, one fault each. */
export function malformedField(field: Field): fc.Arbitrary<Malformed> {
  const known = generators.get(field);
  if (known !== undefined) return known;
  const made = makeMalformed(field);
  generators.set(field, made);
  return made;
}

function makeMalformed(field: Field): fc.Arbitrary<Malformed> {
  if (field.kind === 'record') return malformedRecord(field.fields);
  if (field.kind === 'list') {
    const max = limits[field.limit ?? 'listItems'];
    const notOne: readonly Malformed[] = [
      ...all('invalid_value', [...noData, 0, 'x', {}, { length: 1 }]),
      ...all('limit_exceeded', [Array.from({ length: max + 1 }, () => 'x'), Array.from({ length: 2 ** 20 })]),
      ...((field.min ?? 0) > 0 ? all('missing_field', [[]]) : []),
    ];
    const item = fc
      .tuple(fc.array(arbitraryField(field.of), { maxLength: 3 }), malformedField(field.of))
      .map(([before, bad]) => inside([before.length, ...bad.path], bad.code, [...before, bad.value]));
    return fc.oneof(fc.constantFrom(...notOne), item);
  }
  return fc.constantFrom(...malformedValues(field));
}

function malformedRecord(table: FieldTable): fc.Arbitrary<Malformed> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...all('invalid_value', [...noData, 0, 'x', [], [{}]])) },
    { weight: 5, arbitrary: malformedFields(table) },
  );
}

/** A valid object but for one field: malformed, absent, or one that does not belong. */
function malformedFields(table: FieldTable): fc.Arbitrary<Malformed> {
  const names = Object.keys(table);
  const required = names.filter((name) => table[name]?.optional !== true);
  const broken = fc.constantFrom(...names).chain((name) => {
    const field = table[name];
    if (field === undefined) throw new Error(`no field ${name}`);
    return malformedField(field).map((bad) => ({ name, bad }));
  });
  const valid = arbitraryFields(table);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(valid, broken)
        .map(([fields, { name, bad }]) => inside([name, ...bad.path], bad.code, { ...fields, [name]: bad.value })),
    },
    ...(required.length === 0 ? [] : [{ weight: 1, arbitrary: absent(valid, required) }]),
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          valid,
          fc.constantFrom('__proto__', 'constructor', 'toString', 'id_', 'Label', ''),
          fc.constantFrom(1, null, 'x', {}),
        )
        .map(([fields, name, value]) =>
          inside([name], 'unknown_field', Object.fromEntries([...Object.entries(fields), [name, value]])),
        ),
    },
  );
}

function absent(valid: fc.Arbitrary<object>, required: readonly string[]): fc.Arbitrary<Malformed> {
  return fc
    .tuple(valid, fc.constantFrom(...required), fc.boolean())
    .map(([fields, name, present]) =>
      inside(
        [name],
        'missing_field',
        present
          ? { ...fields, [name]: undefined }
          : Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name)),
      ),
    );
}

/**
 * Inputs of a field table that must be refused for exactly one reason: `code`, at `field`.
 *
 * @example
 * fc.assert(fc.property(malformedInput(declarations.move.fields), ({ input, code, field }) => {
 *   const faults = new Faults();
 *   parseFields(declarations.move.fields, input, '', faults);
 *   return faults.list.some((fault) => fault.code === code && fault.field === field);
 * }));
 */
export function malformedInput(table: FieldTable): fc.Arbitrary<MalformedInput> {
  return malformedRecord(table).map(({ value, code, path }) => ({
    input: value,
    code,
    field: path.length === 0 ? 'input' : fieldPath('', path),
  }));
}
