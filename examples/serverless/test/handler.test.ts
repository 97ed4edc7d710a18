import { STATUS_CODES } from 'node:http';
import { dynamoConfig } from '@colloquy/engines';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandler } from '../src/createHandler.ts';
import type { Handler, HttpEvent } from '../src/http/HttpEvent.ts';
import { openService } from '../src/service/openService.ts';
import { account, type Account } from './support/account.ts';
import { contextOf, eventOf, seen } from './support/events.ts';

let at: Account;
let handler: Handler;

/** A function of its own: what another environment does with the same event. */
const another = (): Handler => createHandler({ open: async (call) => openService(at.settings, call) });

beforeAll(async () => {
  at = await account(dynamoConfig());
  handler = another();
});
afterAll(async () => at[Symbol.asyncDispose]());

const send = async (event: HttpEvent, by = handler) => seen(await by(event, contextOf()));

const perspective = { round: 0, label: 'Keep it small', content: 'One table.', contributors: ['muffin'] };
const tension = { round: 0, label: 'No way back', description: 'What if it stalls?', contributors: ['muffin'] };

describe('what a dialogue takes and gives', () => {
  test('perspectives and tensions are added, and read back with what is around them', async () => {
    const before = (await send(eventOf('GET', '/dialogues/where-to-store'))).body as { n: number };
    const added = await send(
      eventOf('POST', '/dialogues/where-to-store/perspectives', { body: perspective, requestId: 'a' }),
    );
    expect(added).toMatchObject({
      status: 201,
      body: { n: before.n + 1, item: { id: 'P0001', content: 'One table.' } },
    });
    const second = eventOf('POST', '/dialogues/where-to-store/tensions', { body: tension, requestId: 'b' });
    expect(await send(second)).toMatchObject({ status: 201, body: { n: before.n + 2, item: { id: 'T0001' } } });
    const read = await handler(eventOf('GET', '/dialogues/where-to-store'), contextOf());
    expect(read.headers).toEqual({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(seen(read)).toMatchObject({
      status: 200,
      body: {
        n: before.n + 2,
        dialogue: { title: 'Where do we store this?', status: 'open' },
        rounds: [{ round: 0 }],
        perspectives: [{ id: 'P0001', label: 'Keep it small' }],
        tensions: [{ id: 'T0001', status: 'open', description: 'What if it stalls?' }],
      },
    });
  });

  test('the status is one point read, and moves along its lifecycle', async () => {
    const path = '/dialogues/where-to-store/status';
    const { body } = await send(eventOf('GET', path));
    const change = { status: 'converging', actors: ['judge'], reason: 'Enough was said.' };
    const put = await send(eventOf('PUT', path, { body: change, requestId: 'c' }));
    expect(put).toEqual({ status: 200, body: { n: (body as { n: number }).n + 1, status: 'converging' } });
    expect(await send(eventOf('GET', path))).toEqual(put);
  });

  test('a body in base64 is read as what it holds', async () => {
    const plain = eventOf('POST', '/dialogues/where-to-store/tensions', { requestId: 'base64' });
    const body = Buffer.from(JSON.stringify({ ...tension, label: 'Grüße' })).toString('base64');
    expect(await send({ ...plain, body, isBase64Encoded: true })).toMatchObject({
      status: 201,
      body: { item: { label: 'Grüße' } },
    });
  });
});

describe('an event that is delivered again takes effect once', () => {
  const path = '/dialogues/where-to-store/perspectives';

  test('by the id of its request, in any environment', async () => {
    const event = eventOf('POST', path, { body: perspective, requestId: 'again=' });
    const first = await send(event);
    expect(first).toMatchObject({ status: 201 });
    expect(await send(event)).toEqual(first);
    expect(await send(event, another())).toEqual(first);
    const other = await send(eventOf('POST', path, { body: perspective, requestId: 'another=' }));
    expect((other.body as { n: number }).n).toBe((first.body as { n: number }).n + 1);
  });

  test('by the key of the caller, whatever the id of the request', async () => {
    const event = (requestId: string, body: unknown) => eventOf('POST', path, { body, requestId, key: 'order 7/é' });
    const first = await send(event('k1', perspective));
    expect(first).toMatchObject({ status: 201 });
    expect(await send(event('k2', perspective))).toEqual(first);
    expect(await send(event('k3', { ...perspective, label: 'Another' }))).toMatchObject({
      status: 422,
      body: { code: 'operation_mismatch' },
    });
  });
});

describe('what cannot be done has a status and a code', () => {
  const here = '/dialogues/where-to-store';
  const cases: readonly (readonly [string, HttpEvent, number, string | undefined])[] = [
    ['no dialogue', eventOf('GET', '/dialogues/none'), 404, 'dialogue_not_found'],
    ['no status of no dialogue', eventOf('GET', '/dialogues/none/status'), 404, undefined],
    ['an id that is none', eventOf('GET', '/dialogues/No%20Id'), 400, 'invalid_dialogue_id'],
    ['another path', eventOf('GET', '/dialogues'), 404, undefined],
    ['a path that every object has', eventOf('GET', `${here}/constructor`), 404, undefined],
    ['another method', eventOf('DELETE', here), 405, undefined],
    ['a method that every object has', eventOf('toString', here), 405, undefined],
    ['no body', eventOf('POST', `${here}/tensions`), 400, undefined],
    ['a body that is no JSON', eventOf('POST', `${here}/tensions`, { body: '{' }), 400, undefined],
    ['a body that is no object', eventOf('POST', `${here}/tensions`, { body: '[]' }), 400, undefined],
    [
      'an item that is not valid',
      eventOf('POST', `${here}/tensions`, { body: {}, requestId: 'x' }),
      422,
      'batch_validation_failed',
    ],
    [
      'an item of another type',
      eventOf('POST', `${here}/tensions`, { body: { ...perspective, type: 'perspective' }, requestId: 'y' }),
      422,
      'batch_validation_failed',
    ],
    [
      'too much',
      eventOf('POST', `${here}/tensions`, { body: { ...tension, description: 'x'.repeat(400_000) }, requestId: 'z' }),
      422,
      'batch_validation_failed',
    ],
  ];

  test.each(cases)('%s', async (_name, event, status, code) => {
    const answer = await handler(event, contextOf());
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    const { body } = seen(answer);
    expect(body).toMatchObject({ status, title: STATUS_CODES[status] });
    expect([answer.statusCode, (body as { code?: string }).code]).toEqual([status, code]);
  });

  test('all faults of an item at once', async () => {
    const event = eventOf('POST', `${here}/tensions`, { body: { round: 0, contributors: [] }, requestId: 'faults' });
    const { body } = await send(event);
    const { faults } = body as { faults: readonly { readonly field: string }[] };
    expect(faults.map(({ field }) => field)).toEqual(expect.arrayContaining(['label', 'description', 'contributors']));
  });
});

test('with a key file in a folder, and no key service', async () => {
  await using own = await account(dynamoConfig(), 'file');
  const local = createHandler({ open: async (call) => openService(own.settings, call) });
  expect(await send(eventOf('GET', '/dialogues/where-to-store'), local)).toMatchObject({ status: 200, body: { n: 3 } });
  expect(own.kms.count()).toBe(0);
});
