import { STATUS_CODES } from 'node:http';
import { errorCodes, faultsOf, isColloquyError } from '@colloquy/core';
import { OutOfTime } from '../Deadline.ts';
import { answer, type HttpResponse } from './HttpEvent.ts';
import { statuses } from './statuses.ts';

/** What is wrong with a request before it reaches a store. */
export class BadRequest extends Error {
  readonly status: 400 | 404 | 405;

  constructor(status: BadRequest['status'], message: string) {
    super(message);
    this.status = status;
  }
}

/** The store could not be opened, for the reason that `cause` says. Never the fault of the caller, whatever its code. */
export class NotOpened extends Error {
  constructor(cause: unknown) {
    super('The store could not be opened.', { cause });
  }
}

function problem(status: number, detail: string, more: object = {}): HttpResponse {
  const headers = { 'content-type': 'application/problem+json', ...(status === 503 ? { 'retry-after': '1' } : {}) };
  return answer(status, { title: STATUS_CODES[status], status, detail, ...more }, headers);
}

/**
 * The answer to a request that failed, as a problem of RFC 9457 with the stable `code` and, for a request that is not valid, every
 * `fault`. Below 500 the message is for the caller. Above it may name tables and keys: the caller gets what the code says in general,
 * and the log of the function gets the error.
 *
 * @param log - for errors that an administrator should see
 */
export function problemOf(error: unknown, log: (error: unknown) => void): HttpResponse {
  if (error instanceof BadRequest) return problem(error.status, error.message);
  if (error instanceof OutOfTime) {
    return problem(
      504,
      'There was no time left. A write may have taken effect: repeat it with the same Idempotency-Key.',
    );
  }
  const reason = error instanceof NotOpened ? error.cause : error;
  const status = isColloquyError(reason) ? statuses[reason.code] : 500;
  if (!isColloquyError(reason) || (reason !== error && status < 500)) {
    log(reason);
    return problem(500, 'The function failed.');
  }
  const { code, message } = reason;
  if (status >= 500) log(reason);
  const faults = faultsOf(reason);
  return problem(status, status >= 500 ? errorCodes[code] : message, { code, ...(faults.length > 0 && { faults }) });
}
