import type { BooleanField, EnumField } from './Field.ts';
import { nearest } from './nearest.ts';
import { malformedText, missing, noProblems, type Problem } from './Problem.ts';

/** One of the field's words, spelled exactly. */
export function checkEnum(field: EnumField, value: unknown): readonly Problem[] {
  if (typeof value === 'string' && field.values.includes(value)) return noProblems;
  if (value === undefined) return missing(`one of: ${field.values.join(', ')}`);
  if (typeof value === 'string' && !value.isWellFormed()) return [malformedText];
  const near = typeof value === 'string' ? nearest(value, field.values) : undefined;
  const example = near ?? field.values[0];
  return [
    {
      code: field.code ?? 'invalid_value',
      message: `Not a valid option; give one of: ${field.values.join(', ')}.`,
      validOptions: field.values,
      ...(example === undefined ? {} : { suggestion: example }),
    },
  ];
}

export function checkBoolean(_field: BooleanField, value: unknown): readonly Problem[] {
  if (typeof value === 'boolean') return noProblems;
  if (value === undefined) return missing('true or false');
  return [{ code: 'invalid_value', message: 'Give true or false.', validOptions: ['true', 'false'] }];
}
