import { dynamoConfig } from '@colloquy/engines';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHandler } from '../src/createHandler.ts';
import type { Handler } from '../src/http/HttpEvent.ts';
import { openService } from '../src/service/openService.ts';
import { settingsOf } from '../src/service/settings.ts';
import { account, type Account } from './support/account.ts';
import { contextOf, eventOf, seen } from './support/events.ts';

const read = eventOf('GET', '/dialogues/where-to-store');
const readStatus = eventOf('GET', '/dialogues/where-to-store/status');
const tension = { round: 0, label: 'No way back', description: 'What if it stalls?', contributors: ['muffin'] };
const write = eventOf('POST', '/dialogues/where-to-store/tensions', { body: tension });

/** Reads of the place of the store header: whether there is such a table; it; what epochs it records now; which is the newest. */
const header = 4;

interface Bench extends Account {
  readonly handler: Handler;
  /** Errors that an administrator would find in the log. */
  readonly logged: unknown[];
  /** KMS is asked for nothing but this. */
  decrypts(): number;
}

async function bench(): Promise<Bench> {
  const at = await account(dynamoConfig());
  onTestFinished(async () => at[Symbol.asyncDispose]());
  const before = at.kms.count();
  const logged: unknown[] = [];
  const handler = createHandler({
    open: async (call) => openService(at.settings, call),
    log: (error) => logged.push(error),
  });
  return { ...at, handler, logged, decrypts: () => at.kms.count() - before };
}

/** Something that happens when the test says so. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

describe('what an environment asks of the services', () => {
  test('nothing before its first request, and nothing for one that leads nowhere', async () => {
    const { handler, dynamo, decrypts } = await bench();
    expect((await handler(eventOf('GET', '/nowhere'), contextOf())).statusCode).toBe(404);
    expect([dynamo.counts(), decrypts()]).toEqual([{}, 0]);
  });

  test('a cold read: the store header, one Decrypt, one query; a warm one the query alone', async () => {
    const { handler, dynamo, decrypts } = await bench();
    expect((await handler(read, contextOf())).statusCode).toBe(200);
    expect([dynamo.counts(), decrypts()]).toEqual([{ 'store header': header, Query: 1 }, 1]);
    for (let warm = 0; warm < 3; warm += 1) expect((await handler(read, contextOf())).statusCode).toBe(200);
    expect([dynamo.counts(), decrypts()]).toEqual([{ Query: 3 }, 1]);
  });

  test('a warm status: one transactional read; a warm write: what it looks at, and one transaction', async () => {
    const { handler, dynamo, decrypts } = await bench();
    expect((await handler(readStatus, contextOf())).statusCode).toBe(200);
    expect([dynamo.counts(), decrypts()]).toEqual([{ 'store header': header, TransactGetItems: 1 }, 1]);
    await handler(readStatus, contextOf());
    expect(dynamo.counts()).toEqual({ TransactGetItems: 1 });
    expect((await handler(write, contextOf())).statusCode).toBe(201);
    expect([dynamo.counts(), decrypts()]).toEqual([{ Query: 1, TransactGetItems: 1, TransactWriteItems: 1 }, 1]);
    expect((await handler(write, contextOf())).statusCode).toBe(201);
    expect(dynamo.counts()).not.toHaveProperty('TransactWriteItems');
  });

  test('concurrent first requests open once', async () => {
    const { handler, dynamo, decrypts } = await bench();
    const answers = await Promise.all([read, read, read].map(async (event) => handler(event, contextOf())));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect([dynamo.counts(), decrypts()]).toEqual([{ 'store header': header, Query: 3 }, 1]);
  });
});

describe('a cold start that fails is not kept', () => {
  test('KMS refuses, the caller learns no key; when it grants again the next request is answered', async () => {
    const { handler, kms, logged, settings } = await bench();
    const { restore } = kms.inject(() => ({ kind: 'denied' }));
    const refused = await handler(read, contextOf());
    expect(seen(refused)).toMatchObject({ status: 503, body: { code: 'key_unavailable' } });
    expect(refused.headers).toMatchObject({ 'retry-after': '1' });
    expect(refused.body).not.toContain(settings.table);
    expect(refused.body).not.toContain('arn:');
    expect(logged).toMatchObject([{ code: 'key_unavailable' }]);
    restore();
    expect((await handler(read, contextOf())).statusCode).toBe(200);
  });

  test('DynamoDB refuses: the code of it, and the next request is answered', async () => {
    const { handler, dynamo, logged } = await bench();
    dynamo.interfere(() => ({ exception: 'AccessDeniedException' }));
    expect(seen(await handler(read, contextOf()))).toMatchObject({ status: 500 });
    expect(logged).toHaveLength(1);
    dynamo.interfere(undefined);
    expect((await handler(read, contextOf())).statusCode).toBe(200);
  });

  test('there is no table: none is made', async () => {
    const { settings, dynamo } = await bench();
    const table = `${settings.table}-none`;
    const handler = createHandler({
      open: async (call) => openService({ ...settings, table }, call),
      log: () => undefined,
    });
    expect(seen(await handler(read, contextOf()))).toMatchObject({ status: 500, body: { code: 'schema_missing' } });
    expect(seen(await handler(read, contextOf()))).toMatchObject({ status: 500, body: { code: 'schema_missing' } });
    expect(dynamo.counts()).toEqual({ 'store header': 2 });
  });

  test('a variable that is missing is said in the log, and not to the caller', async () => {
    const { environment } = await bench();
    for (const name of ['COLLOQUY_TABLE', 'COLLOQUY_TENANT', 'COLLOQUY_KMS_KEY_ID', 'COLLOQUY_VAULT']) {
      const logged: unknown[] = [];
      const handler = createHandler({
        open: async (call) => openService(settingsOf({ ...environment, [name]: '' }), call),
        log: (error) => logged.push(error),
      });
      const { status, body } = seen(await handler(read, contextOf()));
      expect([status, body]).toEqual([500, expect.objectContaining({ detail: 'The function failed.' })]);
      expect(logged).toMatchObject([{ code: 'invalid_argument' }]);
      expect(String(logged[0])).toContain(name);
    }
  });

  test('an error that is none of Colloquy says nothing to the caller', async () => {
    const logged: unknown[] = [];
    const failure = new Error('arn:aws:secret');
    const handler = createHandler({ open: async () => Promise.reject(failure), log: (error) => logged.push(error) });
    const answer = await handler(read, contextOf());
    expect(seen(answer)).toMatchObject({ status: 500, body: { detail: 'The function failed.' } });
    expect(logged).toEqual([failure]);
  });
});

describe('the time that an invocation has', () => {
  test('without any left it asks nobody', async () => {
    const { handler, dynamo } = await bench();
    expect(seen(await handler(read, contextOf(500)))).toMatchObject({ status: 504 });
    expect(dynamo.counts()).toEqual({});
  });

  test('a cold start that takes too long ends with its invocation, and not for one that has time', async () => {
    const { handler, dynamo, decrypts } = await bench();
    const held = gate();
    dynamo.interfere((operation) => (operation === 'GetItem' ? { until: held.opened } : undefined));
    const short = handler(read, contextOf(600));
    const long = handler(read, contextOf());
    expect(seen(await short)).toMatchObject({ status: 504 });
    dynamo.interfere(undefined);
    held.open();
    expect((await long).statusCode).toBe(200);
    expect(decrypts()).toBe(1);
  });

  test('a read that is not answered in time', async () => {
    const { handler, dynamo } = await bench();
    await handler(read, contextOf());
    const held = gate();
    dynamo.interfere(() => ({ until: held.opened }));
    expect(seen(await handler(read, contextOf(600)))).toMatchObject({ status: 504 });
    dynamo.interfere(undefined);
    held.open();
    expect((await handler(read, contextOf())).statusCode).toBe(200);
  });

  test('a write whose answer is late: nobody knows, and the same event again tells', async () => {
    const { handler, dynamo } = await bench();
    await handler(read, contextOf());
    const held = gate();
    dynamo.interfere((operation) => (operation === 'TransactWriteItems' ? { until: held.opened } : undefined));
    expect(seen(await handler(write, contextOf(1000)))).toMatchObject({
      status: 503,
      body: { code: 'outcome_unknown' },
    });
    dynamo.interfere(undefined);
    held.open();
    const again = seen(await handler(write, contextOf()));
    expect(again).toMatchObject({ status: 201, body: { n: 4, item: { id: 'T0001' } } });
    expect(seen(await handler(write, contextOf()))).toEqual(again);
    expect(seen(await handler(read, contextOf()))).toMatchObject({ body: { n: 4, tensions: [{ id: 'T0001' }] } });
  });
});
