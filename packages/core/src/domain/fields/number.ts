import { limits } from '../../limits.ts';
import type { IntegerField, RatioField, RoundMapField } from './Field.ts';
import { missing, noProblems, type Problem } from './Problem.ts';

/** A ratio is stored as this many parts of one. */
export const ratioUnit = 10_000;

/** True for an integer of the range; false for -0, which no backend keeps. */
export function isIntegerIn(value: unknown, min: number, max: number): value is number {
  return Number.isSafeInteger(value) && !Object.is(value, -0) && (value as number) >= min && (value as number) <= max;
}

export function checkInteger(field: IntegerField, value: unknown): readonly Problem[] {
  const { min, max } = field;
  if (isIntegerIn(value, min, max)) return noProblems;
  if (value === undefined) return missing(`a whole number from ${min} to ${max}`);
  return [
    {
      code: field.code ?? 'invalid_value',
      message: `Give a whole number from ${min} to ${max}.`,
      ...(typeof value === 'number' && !Number.isNaN(value)
        ? { suggestion: String(Math.round(Math.min(max, Math.max(min, value))) + 0) }
        : { suggestion: String(min) }),
      context: { min, max },
    },
  ];
}

/** A ratio as people give it: 0 to 1, at most four decimals. */
export function checkRatio(_field: RatioField, value: unknown): readonly Problem[] {
  if (value === undefined) return missing('a number from 0 to 1');
  if (typeof value === 'number' && value >= 0 && value <= 1 && !Object.is(value, -0)) {
    const nearestUnit = Math.round(value * ratioUnit) / ratioUnit;
    if (nearestUnit === value) return noProblems;
    return [{ code: 'invalid_value', message: 'Give at most four decimals.', suggestion: String(nearestUnit) }];
  }
  return [
    { code: 'invalid_value', message: 'Give a number from 0 to 1 with at most four decimals.', suggestion: '0.85' },
  ];
}

/** A ratio as it is stored: an integer from 0 to 10 000. */
export function checkStoredRatio(_field: RatioField, value: unknown): readonly Problem[] {
  if (isIntegerIn(value, 0, ratioUnit)) return noProblems;
  if (value === undefined) return missing(`an integer from 0 to ${ratioUnit}`);
  return [{ code: 'invalid_value', message: `Give an integer from 0 to ${ratioUnit}.` }];
}

/** 0 to 99, the rounds of `limits.maxRound`. */
const roundName = /^(?:0|[1-9]\d?)$/;

/** An object from round numbers, in decimal without leading zeros, to integers. */
export function checkRoundMap(field: RoundMapField, value: unknown): readonly Problem[] {
  const { min, max } = field;
  if (value === undefined) return missing('an object of round numbers and whole numbers');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [
      { code: 'invalid_value', message: 'Give an object of round numbers and whole numbers, such as {"0": 25}.' },
    ];
  }
  let problems: Problem[] | undefined;
  for (const [round, inner] of Object.entries(value)) {
    // More problems than there are rounds: whatever this is, it is no map of rounds.
    if (problems !== undefined && problems.length > limits.maxRound) break;
    if (!roundName.test(round)) {
      problems ??= [];
      problems.push({
        code: 'invalid_round',
        message: `Not a round: give a number from 0 to ${limits.maxRound} without leading zeros.`,
        path: [round],
        value: round,
      });
    } else if (!isIntegerIn(inner, min, max)) {
      problems ??= [];
      problems.push({
        code: 'invalid_value',
        message: `Give a whole number from ${min} to ${max}.`,
        path: [round],
        value: inner,
        context: { min, max },
      });
    }
  }
  return problems ?? noProblems;
}
