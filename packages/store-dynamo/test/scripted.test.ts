import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dialogueId, isColloquyError, type Commit } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDynamoStore } from '../src/index.ts';

/*
 * What the local engine never answers: throttling, conflicts, cancellations, answers that are lost. Scripted in the middleware of the
 * real client, in front of the real engine.
 */

const table = `scripted-${randomBytes(6).toString('hex')}`;
const id = dialogueId('scripted');

beforeAll(async () => (await openDynamoStore({ table, config: dynamoConfig() })).close());

/** An answer of the service, as its client raises it. */
function exception(name: string, more: object = {}): Error {
  return Object.assign(new Error(name), {
    name,
    $fault: 'client',
    $metadata: { httpStatusCode: 400, attempts: 1 },
    ...more,
  });
}

function cancelled(...codes: readonly string[]): Error {
  return exception('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });
}

/** What happens to the requests of one kind, in order; those behind the script go through. */
type Script = readonly (Error | 'through' | { readonly after: Error })[];

async function storeWith(command: string, script: Script) {
  const client = new DynamoDBClient(dynamoConfig());
  let at = 0;
  let sent = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== command) return next(args);
      sent += 1;
      const step = script[at++] ?? 'through';
      if (step instanceof Error) throw step;
      const answer = await next(args);
      if (step !== 'through') throw step.after;
      return answer;
    },
    { step: 'initialize' },
  );
  const store = await openDynamoStore({ table, client });
  onTestFinished(async () => {
    await store.close();
    client.destroy();
  });
  return { store, sent: () => sent };
}

let commits = 0;

/** The first commit of a dialogue of its own. */
function firstCommit(): { readonly dialogue: typeof id; readonly commit: Commit } {
  const dialogue = dialogueId(`scripted-${(commits += 1)}`);
  const bytes = new Uint8Array([1, 2, 3]);
  const commit = { n: 1, commitId: '0'.repeat(32), header: bytes, body: bytes, auth: bytes, changes: [], checks: [] };
  // With an entry and a head it is two actions, hence a transaction.
  return { dialogue, commit };
}

async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'ok',
    (error: unknown) => (isColloquyError(error) ? error.code : error),
  );
}

const passing = [
  exception('ProvisionedThroughputExceededException'),
  exception('ThrottlingException'),
  exception('RequestLimitExceeded'),
  exception('TransactionConflictException'),
  exception('TransactionInProgressException'),
  cancelled('TransactionConflict', 'None'),
  cancelled('None', 'ThrottlingError'),
  cancelled('ProvisionedThroughputExceeded', 'TransactionConflict'),
];

describe('what passes is sent again, and a limit is kept', () => {
  test.each(passing.map((error) => [JSON.stringify(error), error] as const))('%s', async (_name, error) => {
    const { store, sent } = await storeWith('TransactWriteItemsCommand', [error, error]);
    const { dialogue, commit } = firstCommit();
    expect((await store.commit(dialogue, commit)).outcome).toBe('committed');
    expect(sent()).toBe(3);
  });

  test('after twelve times it is backend_busy, and nothing was written', async () => {
    const { store, sent } = await storeWith(
      'TransactWriteItemsCommand',
      Array.from({ length: 12 }, () => cancelled('TransactionConflict')),
    );
    const { dialogue, commit } = firstCommit();
    expect(await codeOf(store.commit(dialogue, commit))).toBe('backend_busy');
    expect(sent()).toBe(12);
    expect(await store.head(dialogue)).toBeUndefined();
  });

  test('a transactional read in conflict is sent again', async () => {
    const { store, sent } = await storeWith('TransactGetItemsCommand', [cancelled('TransactionConflict', 'None')]);
    const { dialogue } = firstCommit();
    expect((await store.get(dialogue, ['item#1' as never])).head).toBeUndefined();
    expect(sent()).toBe(2);
  });
});

describe('what is final', () => {
  test.each([
    [exception('AccessDeniedException'), 'read_only'],
    [exception('ResourceNotFoundException'), 'schema_missing'],
    [exception('ItemCollectionSizeLimitExceededException'), 'storage_full'],
    [exception('UnrecognizedClientException'), 'cannot_open'],
    [exception('ExpiredTokenException'), 'cannot_open'],
    [exception('ValidationException'), 'backend_error'],
    [cancelled('None', 'ValidationError'), 'backend_error'],
    [cancelled('None', 'ItemCollectionSizeLimitExceeded'), 'storage_full'],
    [exception('InternalServerError', { $metadata: { httpStatusCode: 500, attempts: 4 } }), 'outcome_unknown'],
    [Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 'outcome_unknown'],
    [Object.assign(new Error('refused'), { code: 'ECONNREFUSED', $metadata: { attempts: 1 } }), 'backend_unavailable'],
    [Object.assign(new Error('refused'), { code: 'ECONNREFUSED', $metadata: { attempts: 3 } }), 'outcome_unknown'],
  ])('%s is %s, and sent once', async (error, code) => {
    const { store, sent } = await storeWith('TransactWriteItemsCommand', [error]);
    const { dialogue, commit } = firstCommit();
    expect(await codeOf(store.commit(dialogue, commit))).toBe(code);
    expect(sent()).toBe(1);
    expect(await store.head(dialogue)).toBeUndefined();
  });

  test('of a read, no right is cannot_open, and no answer backend_unavailable', async () => {
    const denied = await storeWith('GetItemCommand', [exception('AccessDeniedException')]);
    expect(await codeOf(denied.store.head(id))).toBe('cannot_open');
    const lost = await storeWith('GetItemCommand', [Object.assign(new Error('hang up'), { code: 'ECONNRESET' })]);
    expect(await codeOf(lost.store.head(id))).toBe('backend_unavailable');
  });

  test('an answer that is lost after the effect: the same bytes again are committed, once', async () => {
    const gone = Object.assign(new Error('hang up'), { code: 'ECONNRESET' });
    const { store } = await storeWith('TransactWriteItemsCommand', [{ after: gone }]);
    const { dialogue, commit } = firstCommit();
    expect(await codeOf(store.commit(dialogue, commit))).toBe('outcome_unknown');
    expect((await store.commit(dialogue, commit)).outcome).toBe('committed');
    expect((await store.log(dialogue, 1, 10)).entries).toHaveLength(1);
  });

  test('a condition that failed beside a conflict is a conflict of commits, not busy', async () => {
    const { store } = await storeWith('TransactWriteItemsCommand', [
      'through',
      cancelled('ConditionalCheckFailed', 'TransactionConflict'),
    ]);
    const { dialogue, commit } = firstCommit();
    expect((await store.commit(dialogue, commit)).outcome).toBe('committed');
    const other = { ...commit, commitId: '1'.repeat(32) };
    expect((await store.commit(dialogue, other)).outcome).toBe('conflict');
  });
});
