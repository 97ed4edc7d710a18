import type { ErrorCode } from './errorCodes.ts';

const brand = Symbol.for('colloquy.error');

/** Facts about a failure, for programs. Never holds key material or sealed text. */
export type ErrorContext = Readonly<Record<string, unknown>>;

export interface ColloquyErrorOptions {
  readonly context?: ErrorContext;
  readonly cause?: unknown;
}

/**
 * The one error class of Colloquy: a stable `code`, a message that says what to do, typed facts in `context`.
 *
 * Recognise it with {@link isColloquyError}, not `instanceof`: two copies of the package in one program are two classes.
 */
export class ColloquyError extends Error {
  readonly code: ErrorCode;
  readonly context: ErrorContext;

  constructor(code: ErrorCode, message: string, options: ColloquyErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ColloquyError';
    this.code = code;
    this.context = Object.freeze({ ...options.context });
    Object.defineProperty(this, brand, { value: true });
  }

  toJSON(): { code: ErrorCode; message: string; context: ErrorContext } {
    return { code: this.code, message: this.message, context: this.context };
  }
}

/**
 * True when `error` is a ColloquyError, of the given code if one is named.
 *
 * @example
 * try { await store.load(id); } catch (error) { if (isColloquyError(error, 'dialogue_not_found')) return undefined; throw error; }
 */
export function isColloquyError(error: unknown, code?: ErrorCode): error is ColloquyError {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false;
  return code === undefined || (error as { code?: unknown }).code === code;
}
