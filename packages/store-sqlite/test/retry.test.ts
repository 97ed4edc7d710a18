import { isColloquyError } from '@colloquy/core';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { retryWhileBusy } from '../src/retry.ts';
import { codeOf, errorOf } from './support/codeOf.ts';

const policy = { waitMs: 6, random: () => 0, place: 'x.db' };

function failing(times: number, code: string): { readonly attempt: () => string; readonly attempts: () => number } {
  let attempts = 0;
  return {
    attempts: () => attempts,
    attempt: () => {
      attempts += 1;
      if (attempts <= times) throw new Database.SqliteError('locked', code);
      return 'done';
    },
  };
}

describe('retryWhileBusy', () => {
  test.each(['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'])(
    'goes on after %s',
    async (code) => {
      const { attempt, attempts } = failing(3, code);
      expect(await retryWhileBusy(attempt, policy, [])).toBe('done');
      expect(attempts()).toBe(4);
    },
  );

  test('waits for as long as it may in all, then tries once more and gives up', async () => {
    const { attempt, attempts } = failing(Infinity, 'SQLITE_BUSY');
    const error = await errorOf(retryWhileBusy(attempt, policy, []));
    // With the smallest delay, 1 ms, six waits fill 6 ms.
    expect([error.code, attempts()]).toEqual(['backend_busy', 7]);
    expect(error.context).toEqual({ place: 'x.db', waitMs: 6, attempts: 7 });
    expect(isColloquyError(error.cause)).toBe(false);
  });

  test('a wait of 0 is one attempt', async () => {
    const { attempt, attempts } = failing(Infinity, 'SQLITE_BUSY');
    expect(await codeOf(retryWhileBusy(attempt, { ...policy, waitMs: 0 }, []))).toBe('backend_busy');
    expect(attempts()).toBe(1);
  });

  test('any other failure is final', async () => {
    const { attempt, attempts } = failing(1, 'SQLITE_BUSYBODY');
    expect(await codeOf(retryWhileBusy(attempt, policy, []))).toBe('backend_error');
    expect(attempts()).toBe(1);
  });

  test('an aborted signal ends it with its reason: before the first attempt, and during a wait', async () => {
    const reason = new Error('enough');
    const before = failing(0, 'SQLITE_BUSY');
    await expect(retryWhileBusy(before.attempt, policy, [AbortSignal.abort(reason)])).rejects.toBe(reason);
    expect(before.attempts()).toBe(0);

    const during = failing(Infinity, 'SQLITE_BUSY');
    const controller = new AbortController();
    const waiting = retryWhileBusy(during.attempt, { ...policy, waitMs: 0x7fff_ffff }, [controller.signal]);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(during.attempts()).toBe(1);
  });
});
