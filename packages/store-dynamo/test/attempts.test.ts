import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dialogueId } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { commitOf, itemKeys } from './support/commits.ts';

/*
 * The client sends a request again by itself, and tells of the last attempt only. What happens to each attempt is scripted below its
 * repetitions, in front of the real engine.
 */

const table = `attempts-${randomBytes(6).toString('hex')}`;
let dialogues = 0;

beforeAll(async () => (await openDynamoStore({ table, config: dynamoConfig() })).close());

/** As a connection ends: after the request has taken effect, or before it was there. */
const reset = (): Error => Object.assign(new Error('reset'), { name: 'Error', code: 'ECONNRESET' });
const refused = (name: string): Error =>
  Object.assign(new Error(name), { name, $fault: 'client', $metadata: { httpStatusCode: 400 } });

type Step = 'lost after it' | 'lost before it' | Error | 'through';

async function storeWith(command: string, script: readonly Step[], seen: (attempt: number) => void = () => undefined) {
  const client = new DynamoDBClient(dynamoConfig());
  let at = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== command) return next(args);
      const step = script[at++] ?? 'through';
      seen(at);
      if (step instanceof Error) throw step;
      if (step === 'lost before it') throw reset();
      const answer = await next(args);
      if (step === 'lost after it') throw reset();
      return answer;
    },
    // Within the client's repetitions, and within what watches them.
    { step: 'deserialize', priority: 'normal' },
  );
  const store: DynamoStore = await openDynamoStore({ table, client });
  onTestFinished(async () => {
    await store.close();
    client.destroy();
  });
  return store;
}

const codeOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.catch((error: unknown) => (error as { readonly code: unknown }).code);

test.each<readonly [string, readonly Step[], unknown]>([
  ['a lost one, then one that goes through', ['lost after it'], { outcome: 'committed' }],
  ['a lost one that never was there, then one that goes through', ['lost before it'], { outcome: 'committed' }],
  ['a lost one, then refused: nobody knows', ['lost after it', refused('ExpiredTokenException')], 'outcome_unknown'],
  [
    'a lost one, then no right to write: nobody knows',
    ['lost before it', refused('AccessDeniedException')],
    'outcome_unknown',
  ],
  ['refused at once: nothing was written', [refused('ExpiredTokenException')], 'cannot_open'],
])('%s', async (_, script, expected) => {
  const store = await storeWith('TransactWriteItemsCommand', script);
  const id = dialogueId(`attempts-${(dialogues += 1)}`);
  const commit = commitOf(1, itemKeys(0, 2));
  const told = await codeOf(store.commit(id, commit));
  if (typeof expected === 'string') expect(told).toBe(expected);
  else expect(told).toMatchObject(expected as object);
  // Told that nobody knows, the same bytes bring it to its end.
  expect(await store.commit(id, commit)).toMatchObject({ outcome: 'committed' });
  expect((await store.log(id, 1, 10)).entries).toHaveLength(1);
});

test('a lost one, then in conflict with others, and nobody waits any more: nobody knows', async () => {
  const controller = new AbortController();
  const conflict = refused('TransactionConflictException');
  const script: readonly Step[] = ['lost after it', ...Array.from({ length: 40 }, () => conflict)];
  const store = await storeWith('TransactWriteItemsCommand', script, (attempt) => {
    if (attempt === 3) setImmediate(() => controller.abort(new Error('not needed any more')));
  });
  const id = dialogueId(`attempts-${(dialogues += 1)}`);
  const call = store.commit(id, commitOf(1, itemKeys(0, 2)), { signal: controller.signal });
  expect(await codeOf(call)).toBe('outcome_unknown');
  expect(await store.head(id)).toMatchObject({ n: 1 });
});

test('the header is replaced by an attempt whose answer was lost: the next one finds its own', async () => {
  const one = new Uint8Array([1]);
  const two = new Uint8Array([2]);
  const plain = await storeWith('PutItemCommand', []);
  expect(await plain.header.putIfAbsent(one)).toEqual(one);
  const store = await storeWith('PutItemCommand', ['lost after it']);
  expect(await store.header.replace(one, two)).toBe(true);
  expect(await plain.header.read()).toEqual(two);
  // Another one was faster.
  expect(await store.header.replace(one, two)).toBe(false);
  const late = await storeWith('PutItemCommand', ['lost before it']);
  expect(await codeOf(late.header.replace(one, new Uint8Array([3])))).toBe('outcome_unknown');
});
