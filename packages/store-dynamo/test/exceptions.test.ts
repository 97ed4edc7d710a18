import { randomBytes } from 'node:crypto';
import { dialogueId, type DialogueId, type ErrorCode } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { retries } from '../src/retries.ts';
import { commitOf, itemKeys } from './support/commits.ts';
import { codeOf, errorOf, playedStore, type Played } from './support/played.ts';
import { exception, failure, playedClient, type Step } from './support/wire.ts';

const table = `exceptions-${randomBytes(6).toString('hex')}`;
const id = dialogueId('exceptions');
let plain: DynamoStore;

beforeAll(async () => {
  plain = await openDynamoStore({ table, config: dynamoConfig() });
  await plain.commit(id, commitOf(1, itemKeys(0, 3)));
  return () => plain.close();
});

let dialogues = 0;
const fresh = (): DialogueId => dialogueId(`exceptions-${(dialogues += 1)}`);
const places = [{ partition: 'redo#none', sort: 'x' }];

/** A call that sends one request of each operation, alone or last. */
const calls: Readonly<Record<string, (played: Played) => Promise<unknown>>> = {
  GetItem: ({ store }) => store.head(id),
  Query: ({ store }) => store.load(id),
  TransactGetItems: ({ store }) => store.get(id, itemKeys(0, 2)),
  Scan: ({ store }) => store.dialogueIds(),
  TransactWriteItems: ({ store }) => store.commit(fresh(), commitOf(1, itemKeys(0, 2))),
  PutItem: ({ store }) => store.header.replace(new Uint8Array([1]), new Uint8Array([2])),
  BatchWriteItem: ({ engine }) => engine.remove(places),
};
const writes = ['TransactWriteItems', 'PutItem', 'BatchWriteItem'];

type Expected = ErrorCode | 'ok';

/** What the pages of the operations list. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html and so on. */
const ofAll: readonly (readonly [name: string, ofRead: Expected, ofWrite: Expected, times?: number])[] = [
  ['InternalServerError', 'backend_unavailable', 'outcome_unknown'],
  ['InvalidEndpointException', 'backend_unavailable', 'backend_unavailable'],
  ['ProvisionedThroughputExceededException', 'backend_busy', 'backend_busy', retries.throttled.attempts],
  ['RequestLimitExceeded', 'backend_busy', 'backend_busy', retries.throttled.attempts],
  ['ThrottlingException', 'backend_busy', 'backend_busy', retries.throttled.attempts],
  ['ResourceNotFoundException', 'schema_missing', 'schema_missing'],
  // Of all operations: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
  ['AccessDeniedException', 'cannot_open', 'read_only'],
  ['UnrecognizedClientException', 'cannot_open', 'cannot_open'],
  ['IncompleteSignatureException', 'cannot_open', 'cannot_open'],
  ['InvalidSignatureException', 'cannot_open', 'cannot_open'],
  ['MissingAuthenticationTokenException', 'cannot_open', 'cannot_open'],
  // And of all services: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/common-errors.html
  ['ExpiredTokenException', 'cannot_open', 'cannot_open'],
  ['NotAuthorized', 'cannot_open', 'read_only'],
  ['OptInRequired', 'cannot_open', 'cannot_open'],
  ['RequestExpired', 'cannot_open', 'cannot_open'],
  ['InvalidClientTokenId', 'cannot_open', 'cannot_open'],
  ['InternalFailure', 'backend_unavailable', 'outcome_unknown'],
  ['ServiceUnavailable', 'backend_unavailable', 'outcome_unknown'],
  ['RequestAbortedException', 'backend_unavailable', 'outcome_unknown'],
  ['RequestTimeoutException', 'backend_unavailable', 'outcome_unknown'],
  ['UnknownOperationException', 'backend_error', 'backend_error'],
  ['NotYetInventedException', 'backend_error', 'backend_error'],
];
const statuses: Readonly<Record<string, number>> = {
  InternalServerError: 500,
  InternalFailure: 500,
  ServiceUnavailable: 503,
  InvalidEndpointException: 421,
  RequestTimeoutException: 408,
  ExpiredTokenException: 403,
  NotAuthorized: 401,
  UnknownOperationException: 404,
};

/** What is answered to that operation, always; all others go through. */
function always(operation: string, step: Step): Played {
  return playedStore(table, (sent) => (sent.operation === operation ? step : 'through'));
}

const sentOf = ({ operations }: Played, operation: string): number =>
  operations().filter((each) => each === operation).length;

describe.each(Object.keys(calls))('%s', (operation) => {
  const call = calls[operation] ?? (async () => undefined);
  const writing = writes.includes(operation);

  test.each(ofAll.map((row) => [row[0], row] as const))('%s', async (name, [, ofRead, ofWrite, times = 1]) => {
    const status = statuses[name] ?? 400;
    const played = always(operation, { instead: exception(name, { status }) });
    const error = await errorOf(call(played));
    expect(error.code).toBe(writing ? ofWrite : ofRead);
    if (error.code !== 'outcome_unknown') expect(error.context).toMatchObject({ exception: name });
    expect(sentOf(played, operation)).toBe(times);
  });

  test.each([
    [400, 'backend_error', 'backend_error'],
    [413, 'backend_error', 'backend_error'],
    [500, 'backend_unavailable', 'outcome_unknown'],
    [502, 'backend_unavailable', 'outcome_unknown'],
    [504, 'backend_unavailable', 'outcome_unknown'],
  ])('an exception that nobody knows goes by its status: %i', async (status, ofRead, ofWrite) => {
    const played = always(operation, { instead: exception('SomethingElse', { status }) });
    expect(await codeOf(call(played))).toBe(writing ? ofWrite : ofRead);
    expect(sentOf(played, operation)).toBe(1);
  });
});

describe('what only some operations answer', () => {
  test.each([
    ['TransactWriteItems', 'TransactionInProgressException', 'backend_busy', retries.inProgress.attempts],
    ['TransactWriteItems', 'IdempotentParameterMismatchException', 'backend_error', 1],
    ['TransactWriteItems', 'TransactionConflictException', 'backend_busy', retries.conflict.attempts],
    ['PutItem', 'TransactionConflictException', 'backend_busy', retries.conflict.attempts],
    ['PutItem', 'ReplicatedWriteConflictException', 'backend_busy', retries.conflict.attempts],
    ['PutItem', 'ItemCollectionSizeLimitExceededException', 'storage_full', 1],
    ['PutItem', 'ConditionalCheckFailedException', 'ok', 1],
    ['BatchWriteItem', 'ReplicatedWriteConflictException', 'backend_busy', retries.conflict.attempts],
    ['BatchWriteItem', 'ItemCollectionSizeLimitExceededException', 'storage_full', 1],
    ['GetItem', 'ConditionalCheckFailedException', 'backend_error', 1],
  ])('%s: %s is %s after %i', async (operation, name, code, times) => {
    const played = always(operation, { instead: exception(name) });
    expect(await codeOf((calls[operation] ?? (async () => undefined))(played))).toBe(code);
    expect(sentOf(played, operation)).toBe(times);
  });

  test.each([
    ['DescribeTable', exception('InternalServerError', { status: 500 }), 'backend_unavailable'],
    ['DescribeTable', exception('UnrecognizedClientException'), 'cannot_open'],
    ['CreateTable', exception('InternalServerError', { status: 500 }), 'backend_unavailable'],
    ['CreateTable', exception('AccessDeniedException'), 'schema_missing'],
    ['CreateTable', exception('ValidationException'), 'backend_error'],
    ['CreateTable', failure('ECONNRESET'), 'backend_unavailable'],
  ])('%s: %j is %s of opening', async (operation, instead, code) => {
    const { client } = playedClient((sent) => (sent.operation === operation ? { instead } : 'through'));
    expect(await codeOf(openDynamoStore({ table: `${table}-none`, client }))).toBe(code);
  });

  test('CreateTable: ResourceInUseException means that another process was faster', async () => {
    const name = `${table}-faster`;
    const { client, sent } = playedClient((each) =>
      each.operation === 'CreateTable' ? { after: exception('ResourceInUseException') } : 'through',
    );
    await using store = await openDynamoStore({ table: name, client });
    expect(await store.head(id)).toBeUndefined();
    expect(sent.map(({ operation }) => operation)).toEqual([
      'DescribeTable',
      'CreateTable',
      'DescribeTable',
      'GetItem',
    ]);
  });
});

describe('failures that no service spoke of', () => {
  const named = (name: string, more: object = {}): Error => Object.assign(new Error(name), { name, ...more });
  const both = (code: string): Error =>
    Object.assign(new AggregateError([failure(code, { syscall: 'connect' })]), { code });

  test.each([
    // It never left.
    [failure('ECONNREFUSED', { syscall: 'connect' }), 'backend_unavailable', 'backend_unavailable'],
    [failure('ENOTFOUND', { syscall: 'getaddrinfo' }), 'backend_unavailable', 'backend_unavailable'],
    [failure('EAI_AGAIN', { syscall: 'getaddrinfo' }), 'backend_unavailable', 'backend_unavailable'],
    [failure('EHOSTUNREACH', { syscall: 'connect' }), 'backend_unavailable', 'backend_unavailable'],
    [failure('ETIMEDOUT', { syscall: 'connect' }), 'backend_unavailable', 'backend_unavailable'],
    [both('ETIMEDOUT'), 'backend_unavailable', 'backend_unavailable'],
    [named('CredentialsProviderError'), 'cannot_open', 'cannot_open'],
    [failure('CERT_HAS_EXPIRED'), 'cannot_open', 'cannot_open'],
    [failure('DEPTH_ZERO_SELF_SIGNED_CERT'), 'cannot_open', 'cannot_open'],
    [failure('ERR_TLS_CERT_ALTNAME_INVALID'), 'cannot_open', 'cannot_open'],
    [failure('ERR_SSL_WRONG_VERSION_NUMBER'), 'cannot_open', 'cannot_open'],
    // It may have.
    [failure('ECONNRESET'), 'backend_unavailable', 'outcome_unknown'],
    [failure('EPIPE', { syscall: 'write' }), 'backend_unavailable', 'outcome_unknown'],
    [failure('ETIMEDOUT', { syscall: 'read' }), 'backend_unavailable', 'outcome_unknown'],
    [failure('EHOSTUNREACH', { syscall: 'read' }), 'backend_unavailable', 'outcome_unknown'],
    [failure('EPROTO', { syscall: 'write' }), 'backend_unavailable', 'outcome_unknown'],
    [named('TimeoutError', { code: 'ETIMEDOUT' }), 'backend_unavailable', 'outcome_unknown'],
    [named('AbortError'), 'backend_unavailable', 'outcome_unknown'],
    [named('SyntaxError'), 'backend_unavailable', 'outcome_unknown'],
  ])('%j', async (error, ofRead, ofWrite) => {
    const read = always('GetItem', { instead: error });
    expect(await codeOf(read.store.head(id))).toBe(ofRead);
    for (const operation of writes) {
      const written = always(operation, { instead: error });
      expect(await codeOf((calls[operation] ?? (async () => undefined))(written))).toBe(ofWrite);
      expect(sentOf(written, operation)).toBe(1);
    }
  });
});
