import { isColloquyError, type ColloquyError, type ErrorCode } from '@colloquy/core';

/** The ColloquyError that a promise rejects with; anything else fails the test. */
export async function errorOf(promise: Promise<unknown>): Promise<ColloquyError> {
  try {
    await promise;
  } catch (error) {
    if (isColloquyError(error)) return error;
    throw error;
  }
  throw new Error('expected a rejection');
}

export async function codeOf(promise: Promise<unknown>): Promise<ErrorCode> {
  return (await errorOf(promise)).code;
}
