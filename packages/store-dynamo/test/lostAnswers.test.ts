import { randomBytes } from 'node:crypto';
import { dialogueId, type DialogueId } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCalls } from '../src/calls.ts';
import { DynamoEngine } from '../src/engine.ts';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { commitOf, itemKeys } from './support/commits.ts';
import { codeOf, errorOf, playedStore } from './support/played.ts';
import { cancelled, exception, failure, playedClient, script, type Step } from './support/wire.ts';

const table = `lost-${randomBytes(6).toString('hex')}`;
let plain: DynamoStore;

beforeAll(async () => {
  plain = await openDynamoStore({ table, config: dynamoConfig() });
  return () => plain.close();
});

let dialogues = 0;
const fresh = (): DialogueId => dialogueId(`lost-${(dialogues += 1)}`);
const write = 'TransactWriteItems';
const first = commitOf(1, itemKeys(0, 2));

const conflict: Step = { instead: cancelled('None', 'TransactionConflict') };
const throttled: Step = { instead: exception('ThrottlingException') };
const times = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step);

describe('an answer that is lost', () => {
  test('is not sent for again: the same bytes are committed once', async () => {
    const id = fresh();
    const { store, sent } = playedStore(table, script(write, [{ after: failure('ECONNRESET') }]));
    expect(await codeOf(store.commit(id, first))).toBe('outcome_unknown');
    expect(sent).toHaveLength(1);
    expect((await store.commit(id, first)).outcome).toBe('committed');
    expect((await store.log(id, 1, 10)).entries).toHaveLength(1);
  });

  test.each([
    ['a refusal', exception('AccessDeniedException')],
    ['a failure of signing', exception('ExpiredTokenException', { status: 403 })],
    ['a refusal to connect', failure('ECONNREFUSED', { syscall: 'connect' })],
  ])('stays unknown when the client reports %s of its next attempt', async (_what, instead) => {
    const id = fresh();
    const play = script(write, [{ after: failure('ECONNRESET') }, { instead }, { instead }]);
    const { store } = playedStore(table, play, { config: { maxAttempts: 3 } });
    expect(await codeOf(store.commit(id, first))).toBe('outcome_unknown');
    expect((await plain.head(id))?.n).toBe(1);
  });

  test('stays unknown over the attempts that follow it', async () => {
    const id = fresh();
    const play = script(write, [
      { after: failure('ECONNRESET') },
      conflict,
      { instead: exception('ValidationException') },
    ]);
    const { store, sent } = playedStore(table, play, { config: { maxAttempts: 2 } });
    expect(await codeOf(store.commit(id, first))).toBe('outcome_unknown');
    expect(sent).toHaveLength(3);
    expect((await plain.head(id))?.n).toBe(1);
  });

  test('of which no attempt left is no effect, however often it was tried', async () => {
    const instead = failure('ECONNREFUSED', { syscall: 'connect' });
    const { store, sent } = playedStore(table, script(write, times(3, { instead })), { config: { maxAttempts: 3 } });
    const error = await errorOf(store.commit(fresh(), first));
    expect(error.code).toBe('backend_unavailable');
    expect(error.context).toMatchObject({ reason: 'ECONNREFUSED' });
    expect(sent).toHaveLength(3);
  });

  test('of which none was made is no effect: who provides credentials has failed', async () => {
    const credentials = async (): Promise<never> => {
      throw new Error('none today');
    };
    const { store, sent } = playedStore(table, () => 'through', { config: { credentials } });
    expect(await codeOf(store.commit(fresh(), first))).toBe('backend_unavailable');
    expect(sent).toHaveLength(0);
  });

  test('that nobody saw is one that may have been made', async () => {
    const { client } = playedClient(() => 'through');
    const calls = createCalls({ place: 'x', random: () => 0 });
    const engine = new DynamoEngine(client, table, calls);
    Object.assign(client, { send: () => Promise.reject(new Error('who knows')) });
    const header = [{ action: 'put', partition: 'store', sort: 'x', item: {} }] as const;
    expect(await codeOf(engine.transact(header))).toBe('outcome_unknown');
    const refused = failure('ECONNREFUSED', { $metadata: { attempts: 3 } });
    Object.assign(client, { send: () => Promise.reject(refused) });
    expect(await codeOf(engine.transact(header))).toBe('outcome_unknown');
  });

  test('of a put: its own effect does not pass for that of another', async () => {
    const header = (n: number): Uint8Array => new Uint8Array([n]);
    const config = { maxAttempts: 2 };
    const lost = (): ReturnType<typeof script> => script('PutItem', [{ after: failure('ECONNRESET') }]);
    // What stands there decides.
    const putting = playedStore(table, lost(), { config });
    expect(await putting.store.header.putIfAbsent(header(1))).toEqual(header(1));
    expect(putting.operations()).toEqual(['PutItem', 'PutItem', 'GetItem']);
    const replacing = playedStore(table, lost(), { config });
    expect(await replacing.store.header.replace(header(1), header(2))).toBe(true);
    expect(replacing.operations()).toEqual(['PutItem', 'PutItem', 'GetItem']);
    expect(await plain.header.read()).toEqual(header(2));
    expect(await plain.header.replace(header(1), header(3))).toBe(false);
  });

  test('a header that is not there after it is unknown', async () => {
    const { store } = playedStore(table, ({ operation }) => {
      if (operation === 'PutItem') return { instead: failure('ECONNRESET') };
      return operation === 'GetItem' ? { instead: { status: 200, body: {} } } : 'through';
    });
    expect(await codeOf(store.header.putIfAbsent(new Uint8Array([9])))).toBe('outcome_unknown');
  });
});

describe('a signal', () => {
  const reason = new Error('enough');

  test.each([
    ['conflict', conflict],
    ['throttled', throttled],
  ])('ends the waiting: %s', async (_kind, step) => {
    const id = fresh();
    const controller = new AbortController();
    const whileWaiting = (): void => controller.abort(reason);
    const { store, sent } = playedStore(table, script(write, times(20, step)), { whileWaiting });
    expect(await codeOf(store.commit(id, first, { signal: controller.signal }))).toBe(reason);
    expect(sent).toHaveLength(1);
    const reading = playedStore(table, () => throttled, { whileWaiting });
    const other = new AbortController();
    other.abort(reason);
    expect(await codeOf(reading.store.head(id, { signal: other.signal }))).toBe(reason);
    expect(reading.sent).toHaveLength(0);
    expect(await plain.head(id)).toBeUndefined();
  });

  test('that comes while a write is under way leaves it unknown, and ends a read with its reason', async () => {
    const during = (controller: AbortController) => () => {
      controller.abort(reason);
      return 'through' as const;
    };
    const writing = new AbortController();
    const { store } = playedStore(table, during(writing));
    expect(await codeOf(store.commit(fresh(), first, { signal: writing.signal }))).toBe('outcome_unknown');
    const reading = new AbortController();
    const reader = playedStore(table, during(reading));
    expect(await codeOf(reader.store.head(fresh(), { signal: reading.signal }))).toBe(reason);
  });

  test('that comes after an answer was lost does not say that nothing happened', async () => {
    const id = fresh();
    const controller = new AbortController();
    const play = script(write, [{ after: failure('ECONNRESET') }, ...times(9, conflict)]);
    const { store } = playedStore(table, play, { config: { maxAttempts: 2 }, whileWaiting: () => controller.abort() });
    expect(await codeOf(store.commit(id, first, { signal: controller.signal }))).toBe('outcome_unknown');
    expect((await plain.head(id))?.n).toBe(1);
  });
});
