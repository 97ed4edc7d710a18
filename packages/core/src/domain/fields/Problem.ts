import type { ValidationCode } from '../validation/Fault.ts';

/** A step into a value: a field name or a list index. */
export type PathStep = string | number;

/** What is wrong with one value, before it is known where the value stands. */
export interface Problem {
  readonly code: ValidationCode;
  /** What is wrong and what to do. Never quotes the value: it is hostile text. */
  readonly message: string;
  /** Where inside the value, for values that hold others. */
  readonly path?: readonly PathStep[];
  /** The inner value that is wrong, when `path` says that it is an inner one. */
  readonly value?: unknown;
  readonly validOptions?: readonly string[];
  readonly suggestion?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The one answer of a check that found nothing: shared, so that valid values allocate nothing. */
export const noProblems: readonly Problem[] = Object.freeze([]);

/** A required value that is absent. */
export function missing(what: string): readonly Problem[] {
  return [{ code: 'missing_field', message: `This field is required: give ${what}.` }];
}

/** A string with a lone surrogate. */
export const malformedText: Problem = {
  code: 'malformed_text',
  message:
    'The text holds half of a surrogate pair and so has no UTF-8 form; remove it or restore the whole character.',
};
