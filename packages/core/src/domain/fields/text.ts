import { utf8Length } from '../../bytes/index.ts';
import { limits } from '../../limits.ts';
import type { TextField } from './Field.ts';
import { malformedText, missing, noProblems, type Problem } from './Problem.ts';

const visible = /\S/;

/** A required text that is empty or only white space says nothing: it counts as missing. */
export function checkText(field: TextField, value: unknown): readonly Problem[] {
  if (value === undefined) return missing('a text');
  if (typeof value !== 'string') return [{ code: 'invalid_value', message: 'Give a text.' }];
  if (!value.isWellFormed()) return [malformedText];
  if (field.optional !== true && !visible.test(value)) return missing('a text that is not blank');
  const limit = field.limit === 'label' ? 'labelBytes' : 'textBytes';
  const max = limits[limit];
  // A UTF-16 code unit takes at most three bytes: most texts need no counting.
  if (value.length * 3 <= max) return noProblems;
  const actual = utf8Length(value);
  if (actual <= max) return noProblems;
  return [
    {
      code: 'limit_exceeded',
      message: `The text has ${actual} bytes in UTF-8; at most ${max} are allowed. Shorten it.`,
      context: { limit, max, actual },
    },
  ];
}
