import { ColloquyError, errorCodes, type ErrorCode } from '@colloquy/core';
import { expect, test } from 'vitest';
import { NotOpened, problemOf } from '../src/http/problem.ts';
import { seen } from './support/events.ts';

const codes = Object.keys(errorCodes) as readonly ErrorCode[];

function answered(error: unknown) {
  const logged: unknown[] = [];
  const response = problemOf(error, (each) => logged.push(each));
  return { ...seen(response), response, logged };
}

test.each(codes)('%s: the message to the caller below 500, to the log from there on', (code) => {
  const error = new ColloquyError(code, 'the table of acme');
  const { status, body, response, logged } = answered(error);
  expect(body).toMatchObject({ code, status, detail: status < 500 ? 'the table of acme' : errorCodes[code] });
  expect(logged).toEqual(status < 500 ? [] : [error]);
  expect(response.headers['retry-after']).toBe(status === 503 ? '1' : undefined);
});

test.each(codes)('%s while opening is never the fault of the caller', (code) => {
  const error = new ColloquyError(code, 'the table of acme');
  const { status, response, logged } = answered(new NotOpened(error));
  expect(status).toBeGreaterThanOrEqual(500);
  expect(response.body).not.toContain('acme');
  expect(logged).toEqual([error]);
});
