import { limits } from '../../limits.ts';
import type { Field, JsonField, ListField, RecordField } from './Field.ts';
import { checkInstant } from './instant.ts';
import { checkInteger, checkRatio, checkRoundMap, checkStoredRatio } from './number.ts';
import { missing, noProblems, type Problem } from './Problem.ts';
import { checkText } from './text.ts';
import { checkToken } from './token.ts';
import { checkBoolean, checkEnum } from './word.ts';

/** `input`: as callers give it and the domain holds it. `stored`: as it lies in a record, where a ratio is an integer. */
export type Form = 'input' | 'stored';

/** What is wrong with a value; nothing for a valid one. */
export type Check = (value: unknown) => readonly Problem[];

/** Every kind but those that hold other values. */
export type PlainField = Exclude<Field, JsonField | ListField | RecordField>;

/** The check of a field that holds no other values. */
export function checkOf(field: PlainField, form: Form): Check {
  switch (field.kind) {
    case 'text':
      return (value) => checkText(field, value);
    case 'token':
      return (value) => checkToken(field, value);
    case 'enum':
      return (value) => checkEnum(field, value);
    case 'integer':
      return (value) => checkInteger(field, value);
    case 'ratio':
      return form === 'input' ? (value) => checkRatio(field, value) : (value) => checkStoredRatio(field, value);
    case 'boolean':
      return (value) => checkBoolean(field, value);
    case 'instant':
      return (value) => checkInstant(field, value);
    case 'roundMap':
      return (value) => checkRoundMap(field, value);
  }
}

/** The list itself, before its items are looked at: a list of millions is refused by its length. */
export function checkList(field: ListField, value: unknown): readonly Problem[] {
  if (value === undefined) return missing('a list');
  if (!Array.isArray(value)) return [{ code: 'invalid_value', message: 'Give a list.' }];
  const min = field.min ?? 0;
  if (value.length < min) return missing(min === 1 ? 'at least one item' : `at least ${min} items`);
  const limit = field.limit ?? 'listItems';
  const max = limits[limit];
  if (value.length <= max) return noProblems;
  return [
    {
      code: 'limit_exceeded',
      message: `The list has ${value.length} items; at most ${max} are allowed.`,
      context: { limit, max, actual: value.length },
    },
  ];
}
