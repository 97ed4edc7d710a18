import type { Attributes } from '@colloquy/core';

/** Tokens that look like something else to a JSON column, a number column, a template or a query. */
export const delicateTokens: readonly string[] = [
  '0',
  '1',
  '-1',
  '007',
  '1.0',
  '1e3',
  '0x1',
  '1n',
  '9007199254740993',
  '-0',
  'NaN',
  'Infinity',
  'true',
  'false',
  'TRUE',
  'null',
  'NULL',
  'undefined',
  '{}',
  '[]',
  '""',
  '"1"',
  "'",
  "';--",
  '\\',
  '\\u0000',
  '\\x00',
  '%',
  '%00',
  '$1',
  '?',
  ':name',
  '__proto__',
  '!',
  '~',
  '2024-02-30T00:00:00.000Z',
  'x'.repeat(250),
];

/** Names that objects inherit, SQL reserves, that differ in case only, or that an item of a key-value table has itself. */
export const delicateNames: readonly string[] = [
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'prototype',
  'select',
  'key',
  'digest',
  'n',
  'a',
  'A',
  'length',
  'rowid',
  'pk',
  'sk',
];

export const delicateIntegers: readonly number[] = [
  0,
  1,
  -1,
  127,
  128,
  255,
  32_767,
  65_535,
  2 ** 24 + 1,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
];

export const delicateValues: readonly (string | number | boolean)[] = [
  ...delicateTokens,
  ...delicateIntegers,
  true,
  false,
];

/** The values, at most 16 in one set, under short names. */
export function attributeSets(values: readonly (string | number | boolean)[]): readonly Attributes[] {
  const sets: Attributes[] = [];
  for (let i = 0; i < values.length; i += 16) {
    sets.push(Object.fromEntries(values.slice(i, i + 16).map((value, at) => [`v${at}`, value])));
  }
  return sets;
}
