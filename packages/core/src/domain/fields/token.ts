import { limits } from '../../limits.ts';
import { parseDisplayId } from '../ids/displayId.ts';
import { parseLocalId } from '../ids/localId.ts';
import { isSlug } from '../ids/slug.ts';
import type { ValidationCode } from '../validation/Fault.ts';
import type { TokenField, TokenFormat } from './Field.ts';
import { malformedText, missing, noProblems, type Problem } from './Problem.ts';

const actorPattern = /^[A-Za-z0-9._~-]+$/;

const isDisplayId = (text: string): boolean => parseDisplayId(text) !== undefined;
const isLocalId = (text: string): boolean => parseLocalId(text) !== undefined;
const isActor = (text: string): boolean => text.length <= limits.tokenLength && actorPattern.test(text);

interface Format {
  readonly accepts: (text: string) => boolean;
  readonly code: ValidationCode;
  /** Completes "Give ...". */
  readonly what: string;
  readonly example: string;
}

const formats: Readonly<Record<TokenFormat, Format>> = {
  slug: {
    accepts: isSlug,
    code: 'invalid_value',
    what: `a slug: 1 to ${limits.tokenLength} characters of a-z, 0-9 and '-', starting with a letter or digit`,
    example: 'muffin',
  },
  actor: {
    accepts: isActor,
    code: 'invalid_value',
    what: `an actor: 1 to ${limits.tokenLength} characters of A-Z, a-z, 0-9, '.', '_', '~' and '-'`,
    example: 'judge',
  },
  displayId: {
    accepts: isDisplayId,
    code: 'invalid_display_id',
    what: 'a display id: P, T, R, E or C, two digits of the round, two digits from 01 to 99',
    example: 'P0102',
  },
  tensionId: {
    accepts: (text) => text.startsWith('T') && isDisplayId(text),
    code: 'invalid_display_id',
    what: 'the display id of a tension: T, two digits of the round, two digits from 01 to 99',
    example: 'T0001',
  },
  localId: {
    accepts: isLocalId,
    code: 'invalid_local_id',
    what: 'a local id: the slug of the expert in capitals, a hyphen, a display id',
    example: 'MUFFIN-P0101',
  },
  itemId: {
    accepts: (text) => isDisplayId(text) || isLocalId(text),
    code: 'invalid_display_id',
    what: 'a display id such as P0102, or a local id such as MUFFIN-P0101',
    example: 'P0102',
  },
  target: {
    accepts: (text) => isDisplayId(text) || isSlug(text),
    code: 'invalid_display_id',
    what: 'a display id such as P0102, or the id of a verdict such as final',
    example: 'P0102',
  },
  batchTarget: {
    accepts: (text) => isDisplayId(text) || isLocalId(text) || isSlug(text),
    code: 'invalid_display_id',
    what: 'a display id such as P0102, a local id such as MUFFIN-P0101, or the id of a verdict such as final',
    example: 'P0102',
  },
};

/** A changed spelling that would have been right: other case, no surrounding white space. */
function respelled(format: Format, text: string): string {
  if (text.length <= 2 * limits.tokenLength) {
    const trimmed = text.trim();
    for (const candidate of [trimmed, trimmed.toLowerCase(), trimmed.toUpperCase()]) {
      if (format.accepts(candidate)) return candidate;
    }
  }
  return format.example;
}

export function checkToken(field: TokenField, value: unknown): readonly Problem[] {
  const format = formats[field.format];
  if (typeof value === 'string' && format.accepts(value)) return noProblems;
  if (value === undefined || value === '') return missing(`${format.what} (for example ${format.example})`);
  if (typeof value === 'string') {
    if (!value.isWellFormed()) return [malformedText];
    if (field.format === 'tensionId' && isDisplayId(value)) {
      return [{ code: 'type_id_mismatch', message: `Not a tension: give ${format.what}.`, suggestion: format.example }];
    }
    const long = field.format === 'slug' || field.format === 'actor';
    if (long && value.length > limits.tokenLength) {
      const context = { limit: 'tokenLength', max: limits.tokenLength, actual: value.length };
      return [{ code: 'limit_exceeded', message: `Longer than ${limits.tokenLength} characters.`, context }];
    }
  }
  return [
    {
      code: format.code,
      message: `Give ${format.what}.`,
      suggestion: typeof value === 'string' ? respelled(format, value) : format.example,
    },
  ];
}
