import { randomBytes } from 'node:crypto';
import { dialogueId, type Commit, type DialogueId, type ErrorCode } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { documentedReasons } from '../src/exceptions.ts';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { retries } from '../src/retries.ts';
import { commitOf, itemKey, itemKeys } from './support/commits.ts';
import { codeOf, errorOf, playedStore } from './support/played.ts';
import { cancelled, script } from './support/wire.ts';

/*
 * Every reason of https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html (Errors), and those of
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementError.html, stated here on their own.
 */
const codes: Readonly<Record<string, ErrorCode | 'judged'>> = {
  ConditionalCheckFailed: 'judged',
  DuplicateItem: 'judged',
  AccessDenied: 'read_only',
  ResourceNotFound: 'schema_missing',
  ItemCollectionSizeLimitExceeded: 'storage_full',
  ValidationError: 'backend_error',
  InternalServerError: 'backend_unavailable',
  ProvisionedThroughputExceeded: 'backend_busy',
  ThrottlingError: 'backend_busy',
  RequestLimitExceeded: 'backend_busy',
  TransactionConflict: 'backend_busy',
  NotYetInvented: 'backend_error',
};
const passing = ['ProvisionedThroughputExceeded', 'ThrottlingError', 'RequestLimitExceeded', 'TransactionConflict'];
const judged = ['ConditionalCheckFailed', 'DuplicateItem'];

const seed = Number(process.env['COLLOQUY_SEED']);
const table = `cancelled-${randomBytes(6).toString('hex')}`;
let plain: DynamoStore;

beforeAll(async () => {
  plain = await openDynamoStore({ table, config: dynamoConfig() });
  return () => plain.close();
});

/** What stands at the positions of the second commit of {@link prepared}. */
const positions = ['head', 'entry', 'record', 'record', 'check'] as const;

let dialogues = 0;

/** A dialogue of three records, and a commit that changes two of them and checks the third. */
async function prepared(): Promise<{ readonly id: DialogueId; readonly commit: Commit }> {
  const id = dialogueId(`cancelled-${(dialogues += 1)}`);
  const first = commitOf(1, itemKeys(0, 3));
  await plain.commit(id, first);
  const [checked, ...others] = first.changes;
  const changes = commitOf(2, [itemKey(1), itemKey(2)]).changes.map((change, at) => ({
    ...change,
    prior: others[at]?.digest ?? null,
  }));
  const checks = checked === undefined ? [] : [{ key: checked.key, digest: checked.digest }];
  return { id, commit: { ...commitOf(2, []), changes, checks } };
}

const at = (position: number, reason: string): readonly string[] =>
  positions.map((_, each) => (each === position ? reason : 'None'));

/** What the whole list means, said in another way than the source says it. */
function expected(reasons: readonly string[]): ErrorCode | 'judged' {
  const given = reasons.filter((reason) => reason !== 'None');
  if (given.some((reason) => judged.includes(reason))) return 'judged';
  if (given.length > 0 && given.every((reason) => passing.includes(reason))) return 'backend_busy';
  if (given.length === 0 || given.some((reason) => !documentedReasons.includes(reason))) return 'backend_error';
  const weightiest = Object.keys(codes).find((reason) => given.includes(reason));
  return codes[weightiest ?? ''] ?? 'backend_error';
}

test('the table of the source is the documented one', () => {
  const documented = Object.keys(codes).filter((reason) => reason !== 'NotYetInvented');
  expect(new Set(documentedReasons)).toEqual(new Set(['None', ...documented]));
});

describe('one reason, at every position', () => {
  const cases = Object.keys(codes).flatMap((reason) => positions.map((what, position) => [reason, what, position]));

  test.each(cases as [string, string, number][])('%s of the %s (%i)', async (reason, _what, position) => {
    const { id, commit } = await prepared();
    const answer = cancelled(...at(position, reason));
    const sends = passing.includes(reason) ? (reason === 'TransactionConflict' ? 'conflict' : 'throttled') : undefined;
    const times = sends === undefined ? 1 : retries[sends].attempts;
    const steps = Array.from({ length: times }, () => ({ instead: answer }));
    const { store, operations } = playedStore(table, script('TransactWriteItems', steps));
    const writes = () => operations().filter((operation) => operation === 'TransactWriteItems').length;
    if (codes[reason] === 'judged') {
      // Nothing that is there speaks against it, so it is sent once more.
      expect((await store.commit(id, commit)).outcome).toBe('committed');
      expect(writes()).toBe(2);
      return;
    }
    const error = await errorOf(store.commit(id, commit));
    expect(error.code).toBe(codes[reason]);
    expect(error.context).toMatchObject({
      exception: 'TransactionCanceledException',
      cancelled: [{ at: position, reason }],
    });
    expect(operations()).toEqual(Array.from({ length: times }, () => 'TransactWriteItems'));
    expect((await plain.head(id))?.n).toBe(1);
    expect((await plain.load(id)).records.map((record) => record.digest)).not.toContain(commit.changes[0]?.digest);
  });
});

test('a condition that failed beside anything else is judged by what stands there', async () => {
  for (const other of Object.keys(codes)) {
    const { id, commit } = await prepared();
    await plain.commit(id, { ...commit, commitId: 'f'.repeat(32) });
    const reasons = ['ConditionalCheckFailed', 'None', other, 'None', other];
    const { store, operations } = playedStore(
      table,
      script('TransactWriteItems', [{ instead: cancelled(...reasons) }]),
    );
    const answer = await store.commit(id, commit);
    expect(answer).toMatchObject({ outcome: 'conflict', head: { n: 2, commitId: 'f'.repeat(32) } });
    expect(operations()).toEqual(['TransactWriteItems', 'TransactGetItems']);
  }
});

test('every pair, and any list at all, means what its reasons mean together', async () => {
  const { id, commit } = await prepared();
  const meant = async (reasons: readonly string[]): Promise<void> => {
    // Always the same answer, so that what is judged ends as well.
    const { store } = playedStore(table, ({ operation }) =>
      operation === 'TransactWriteItems' ? { instead: cancelled(...reasons) } : 'through',
    );
    const code = expected(reasons);
    expect(await codeOf(store.commit(id, commit)), reasons.join()).toBe(code === 'judged' ? 'backend_busy' : code);
  };
  const all = ['None', ...Object.keys(codes)];
  for (const one of all)
    for (const other of all) if (!judged.includes(one) && !judged.includes(other)) await meant([one, other]);
  const lists = fc.array(fc.constantFrom(...all.filter((reason) => !judged.includes(reason))), { maxLength: 5 });
  await fc.assert(fc.asyncProperty(lists, meant), { seed, numRuns: 60 });
  await meant(['None', 'ValidationError', 'ConditionalCheckFailed']);
  expect((await plain.head(id))?.n).toBe(1);
});

test('reasons that are missing, null or no list are a refusal', async () => {
  const { id, commit } = await prepared();
  for (const CancellationReasons of [undefined, [], [null], [{}], [{ Code: null }, { Code: 'None' }]]) {
    const answer = cancelled();
    const body = { ...answer.body, CancellationReasons };
    const { store } = playedStore(table, script('TransactWriteItems', [{ instead: { ...answer, body } }]));
    expect(await codeOf(store.commit(id, commit))).toBe('backend_error');
  }
});

describe('of a transactional read', () => {
  const keys = [itemKey(0), itemKey(1)];

  test.each([
    ['TransactionConflict', 'ok', 2],
    ['ThrottlingError', 'ok', 2],
    ['ProvisionedThroughputExceeded', 'ok', 2],
    ['AccessDenied', 'cannot_open', 1],
    ['ResourceNotFound', 'schema_missing', 1],
    ['ConditionalCheckFailed', 'backend_error', 1],
    ['NotYetInvented', 'backend_error', 1],
  ])('%s: %s', async (reason, code, requests) => {
    const { id } = await prepared();
    const { store, operations } = playedStore(
      table,
      script('TransactGetItems', [{ instead: cancelled('None', reason, 'None') }]),
    );
    expect(await codeOf(store.get(id, keys))).toBe(code);
    expect(operations()).toEqual(Array.from({ length: requests }, () => 'TransactGetItems'));
  });

  test('more than 4 MB are read in parts, under one head', async () => {
    const { id } = await prepared();
    // Of reads that are too large, both forms: the engine has no such limit.
    for (const instead of [cancelled('None', 'ValidationError', 'None'), tooLarge]) {
      const { store, sent } = playedStore(table, script('TransactGetItems', [{ instead }]));
      const { head, records } = await store.get(id, keys);
      expect([head?.n, records.map(({ key }) => key)]).toEqual([1, keys]);
      expect(sent.map(({ body }) => (body['TransactItems'] as readonly unknown[]).length)).toEqual([3, 2, 2]);
    }
  });
});

const tooLarge = {
  status: 400,
  body: { __type: 'com.amazon.coral.validate#ValidationException', message: 'too large' },
};
