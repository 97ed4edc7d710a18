import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dialogueId, type DialogueId } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { retries, waitMs, type Passing } from '../src/retries.ts';
import { commitOf, itemKeys } from './support/commits.ts';
import { codeOf, playedStore } from './support/played.ts';
import { cancelled, exception, failure, script, type Step } from './support/wire.ts';

const seed = Number(process.env['COLLOQUY_SEED']);
const table = `retries-${randomBytes(6).toString('hex')}`;
let plain: DynamoStore;

beforeAll(async () => {
  plain = await openDynamoStore({ table, config: dynamoConfig() });
  return () => plain.close();
});

let dialogues = 0;
const fresh = (): DialogueId => dialogueId(`retries-${(dialogues += 1)}`);
const write = 'TransactWriteItems';
const first = commitOf(1, itemKeys(0, 2));

const conflict: Step = { instead: cancelled('None', 'TransactionConflict') };
const throttled: Step = { instead: exception('ThrottlingException') };
const inProgress: Step = { instead: exception('TransactionInProgressException') };
const times = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step);

const longest: Readonly<Record<Passing, readonly number[]>> = {
  conflict: [16, 32, 64, 128, 256, 256, 256, 256, 256, 256, 256],
  throttled: [100, 200, 400, 800, 1600],
  unprocessed: [50, 100, 200, 400, 800, 1600, 1600],
  inProgress: [500, 1000, 2000, 4000, 4000],
};

describe('each kind has its bound and its waits', () => {
  test.each([
    ['conflict', conflict],
    ['throttled', throttled],
    ['inProgress', inProgress],
  ] as const)('%s', async (kind, step) => {
    const id = fresh();
    const { attempts } = retries[kind];
    const last = playedStore(table, script(write, times(attempts - 1, step)));
    expect((await last.store.commit(id, first)).outcome).toBe('committed');
    expect(last.operations()).toEqual(Array.from({ length: attempts }, () => write));
    expect(last.waits).toEqual(longest[kind]);
    const other = fresh();
    const over = playedStore(table, script(write, times(attempts, step)));
    expect(await codeOf(over.store.commit(other, first))).toBe('backend_busy');
    expect(over.operations()).toEqual(Array.from({ length: attempts }, () => write));
    expect(over.waits).toEqual(longest[kind]);
    expect(await plain.head(other)).toBeUndefined();
  });

  test('kinds are counted apart, and the sum of them is the bound of a call', async () => {
    const steps = [...times(11, conflict), ...times(5, throttled), ...times(5, inProgress)];
    const enough = playedStore(table, script(write, steps));
    expect((await enough.store.commit(fresh(), first)).outcome).toBe('committed');
    expect(enough.sent).toHaveLength(22);
    for (const step of [conflict, throttled, inProgress]) {
      const over = playedStore(table, script(write, [...steps, step]));
      expect(await codeOf(over.store.commit(fresh(), first))).toBe('backend_busy');
      expect(over.sent).toHaveLength(22);
    }
  });

  test('reads too', async () => {
    const { store, sent, waits } = playedStore(table, () => throttled);
    expect(await codeOf(store.head(fresh()))).toBe('backend_busy');
    expect(sent).toHaveLength(6);
    expect(waits).toEqual(longest.throttled);
  });

  test('a wait is drawn between its fixed part and its longest', () => {
    const kinds = fc.constantFrom(...(Object.keys(retries) as Passing[]));
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const property = fc.property(kinds, fc.integer({ min: 1, max: 11 }), chance, (kind, failures, drawn) => {
      const most = Math.min(retries[kind].capMs, retries[kind].baseMs * 2 ** (failures - 1));
      const wait = waitMs(retries[kind], failures, () => drawn);
      expect(wait).toBeGreaterThan(most * retries[kind].fixed);
      expect(wait).toBeLessThanOrEqual(most);
      expect(Number.isInteger(wait)).toBe(true);
    });
    fc.assert(property, { seed, numRuns: 300 });
    for (const kind of Object.keys(retries) as Passing[]) {
      const most = longest[kind].map((_, at) => waitMs(retries[kind], at + 1, () => 1 - Number.EPSILON));
      expect(most).toEqual(longest[kind]);
    }
  });

  test('a transaction in progress is asked for again after 5 seconds, whatever chance says', async () => {
    const { store, waits } = playedStore(table, script(write, times(5, inProgress)), { random: () => 0 });
    await store.commit(fresh(), first);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(5000);
  });

  test('the README names the same numbers', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| `(conflict|throttled|unprocessed|inProgress)` .*$/gm)];
    expect(rows.map(([, kind]) => kind)).toEqual(Object.keys(retries));
    for (const [row, kind] of rows) {
      const { attempts, baseMs, capMs } = retries[kind as Passing];
      const cells = row.split('|').map((cell) => cell.trim());
      expect(cells.slice(3, 6)).toEqual([String(attempts), `${baseMs} ms`, `${capMs} ms`]);
    }
  });
});

describe('the token of a transaction', () => {
  const tokensOf = (sent: readonly { readonly body: Readonly<Record<string, unknown>> }[]): readonly string[] =>
    sent.map(({ body }) => String(body['ClientRequestToken']));

  test('stays while its fate is open, and is another after a cancellation', async () => {
    const steps = [throttled, inProgress, conflict, throttled, conflict];
    const { store, sent } = playedStore(table, script(write, steps));
    await store.commit(fresh(), first);
    const [a = '', , , b = '', , c = ''] = tokensOf(sent);
    expect(tokensOf(sent)).toEqual([a, a, a, b, b, c]);
    expect(new Set([a, b, c]).size).toBe(3);
    for (const token of [a, b, c]) expect(token).toMatch(/^[0-9a-f]{32}$/);
  });

  test('stays when the client tries again by itself, so that it takes effect once', async () => {
    const id = fresh();
    const play = script(write, [{ after: failure('ECONNRESET') }]);
    const { store, sent } = playedStore(table, play, { config: { maxAttempts: 3 } });
    expect((await store.commit(id, first)).outcome).toBe('committed');
    const [token = ''] = tokensOf(sent);
    expect(tokensOf(sent)).toEqual([token, token]);
    expect((await plain.log(id, 1, 10)).entries).toHaveLength(1);
  });
});
