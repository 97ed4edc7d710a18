import type { Field, Fields, FieldTable } from '@colloquy/core';
import fc from 'fast-check';
import { arbitraryInstant } from './instant.ts';
import { arbitraryJson } from './json.ts';
import { arbitraryInteger, arbitraryRatio, arbitraryRoundMap } from './number.ts';
import { arbitraryTextOf, type TextOptions } from './text.ts';
import { arbitraryToken } from './token.ts';

/** Valid values of one field, biased to the edges of its kind. */
export function arbitraryField(field: Field, options: TextOptions = {}): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'text':
      return arbitraryTextOf(field, options);
    case 'token':
      return arbitraryToken(field.format);
    case 'enum':
      return fc.constantFrom(...field.values);
    case 'integer':
      return arbitraryInteger(field);
    case 'ratio':
      return arbitraryRatio;
    case 'boolean':
      return fc.boolean();
    case 'instant':
      return arbitraryInstant;
    case 'json':
      return arbitraryJson;
    case 'roundMap':
      return arbitraryRoundMap(field);
    case 'list': {
      const minLength = field.min ?? 0;
      return fc.array(arbitraryField(field.of), { minLength, maxLength: minLength + 4 });
    }
    case 'record':
      return arbitraryFields(field.fields, options);
  }
}

/**
 * Valid objects of a field table. Optional fields are absent, present, and present but empty.
 *
 * @example
 * fc.assert(fc.property(arbitraryFields(declarations.tension.fields), (fields) => fields.label !== ''));
 */
export function arbitraryFields<const T extends FieldTable>(
  table: T,
  options: TextOptions = {},
): fc.Arbitrary<Fields<T>> {
  const fields = Object.entries(table);
  const model = Object.fromEntries(fields.map(([name, field]) => [name, arbitraryField(field, options)]));
  const requiredKeys = fields.filter(([, field]) => field.optional !== true).map(([name]) => name);
  // Built from the table field by field: what comes out has the type that the table describes.
  return fc.record(model, { requiredKeys, noNullPrototype: true }) as unknown as fc.Arbitrary<Fields<T>>;
}
