import { isJsonNumber, type Json } from '@colloquy/core';
import fc from 'fast-check';
import { arbitraryText } from './text.ts';

/** Names that JavaScript treats specially, and pairs whose order by UTF-16 and by UTF-8 differs. */
const names = fc.oneof(
  { weight: 3, arbitrary: arbitraryText },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'toJSON',
      'length',
      '',
      '9',
      '10',
      '-1',
      '\uFB33',
      '😀',
    ),
  },
);

/** Numbers that are shortened, rounded or rewritten by some engine. */
const numbers = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.1, 0.5, 1.5, 5e-324, 1e-7, 1e-6, 333_333_333.333_333_3, 4.5, Number.MAX_SAFE_INTEGER),
  fc.constantFrom(Number.MIN_SAFE_INTEGER, 2 ** 31, 2 ** 32, 2 ** 31 - 1, -(2 ** 31) - 1, Math.PI, Number.EPSILON),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isJsonNumber),
);

const { value } = fc.letrec<{ value: Json; list: readonly Json[]; object: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.constantFrom<Json>(null, true, false), numbers, arbitraryText),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc
    .uniqueArray(fc.tuple(names, tie('value')), { maxLength: 4, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries)),
}));

/** Any JSON value that core accepts, small. */
export const arbitraryJson: fc.Arbitrary<Json> = value;

/** A list in a list in a list, `levels` deep. */
export function nested(levels: number): Json {
  let inner: Json = [];
  for (let level = 1; level < levels; level++) inner = [inner];
  return inner;
}
