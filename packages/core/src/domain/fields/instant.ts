import type { InstantField } from './Field.ts';
import { malformedText, missing, noProblems, type Problem } from './Problem.ts';

const pattern = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

const example = '2026-02-06T12:00:00.000Z';

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True for `YYYY-MM-DDTHH:MM:SS.sssZ` with a day that exists, years 0001 to 9999. No leap seconds. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || value.length !== example.length || !pattern.test(value)) return false;
  const year = Number(value.slice(0, 4));
  const month = Number(value.slice(5, 7));
  const day = Number(value.slice(8, 10));
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

export function checkInstant(_field: InstantField, value: unknown): readonly Problem[] {
  if (isInstant(value)) return noProblems;
  if (value === undefined) return missing(`an instant such as ${example}`);
  if (typeof value === 'string' && !value.isWellFormed()) return [malformedText];
  return [
    {
      code: 'invalid_value',
      message: `Give an existing instant in UTC with milliseconds, such as ${example}.`,
      suggestion: example,
    },
  ];
}
