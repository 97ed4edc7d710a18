import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dialogueId } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDynamoStore } from '../src/index.ts';
import { commitOf, itemKeys } from './support/commits.ts';
import { errorOf, playedStore } from './support/played.ts';
import { cancelled, exception, failure, type Answer } from './support/wire.ts';

const secrets = ['hunter2-access', 'hunter2-secret', 'hunter2-session', 'hunter2-user', 'hunter2-password'] as const;
const [accessKeyId, secretAccessKey, sessionToken, user, password] = secrets;
const credentials = { accessKeyId, secretAccessKey, sessionToken };
const table = `secrets-${randomBytes(6).toString('hex')}`;
const id = dialogueId('secrets');

beforeAll(async () => (await openDynamoStore({ table, config: dynamoConfig() })).close());

/** Every error of the chain, with all that anybody could print of it. */
function everythingOf(error: unknown): string {
  const said: string[] = [];
  for (let each = error; each !== undefined; each = each instanceof Error ? each.cause : undefined) {
    said.push(inspect(each, { depth: Infinity, showHidden: true, getters: true }));
    if (each instanceof Error)
      said.push(String(each), each.stack ?? '', JSON.stringify(each), JSON.stringify({ ...each }));
  }
  return said.join('\n');
}

function expectClean(error: unknown): void {
  const said = everythingOf(error);
  expect(said).toContain('[cause]');
  for (const secret of secrets) expect(said).not.toContain(secret);
  expect(said).not.toContain('AWS4-HMAC-SHA256');
}

test('what is looked through would find what the client holds', async () => {
  const client = new DynamoDBClient({ ...dynamoConfig(), credentials, maxAttempts: 1 });
  const error: unknown = await client
    .send(new DescribeTableCommand({ TableName: `${table}-none` }))
    .catch((each: unknown) => each);
  expect(everythingOf(error)).toContain(sessionToken);
  client.destroy();
});

describe('no error of an open store shows credentials, requests or answers', () => {
  const canonical = `The Canonical String should have been 'x-amz-security-token:${sessionToken}'`;
  const answers: readonly (readonly [string, Answer | Error])[] = [
    ['a refusal', exception('ValidationException')],
    ['a signature', exception('InvalidSignatureException', { message: canonical })],
    ['an incomplete signature', exception('IncompleteSignatureException', { message: `Authorization=${accessKeyId}` })],
    ['a token', exception('ExpiredTokenException', { message: `The token ${sessionToken} has expired` })],
    ['a server', exception('InternalServerError', { status: 500 })],
    ['throttling', exception('ThrottlingException')],
    ['a cancellation', cancelled('None', 'ValidationError')],
    ['a reset', failure('ECONNRESET', { request: { headers: { authorization: `AWS4-HMAC-SHA256 ${accessKeyId}` } } })],
    ['a URL', failure('ENOTFOUND', { message: `http://${user}:${password}@nowhere.invalid/` })],
    ['a malformed URL', Object.assign(new TypeError('Invalid URL'), { input: `http://${user}:${password}@[` })],
  ];

  test.each(answers)('%s', async (_what, instead) => {
    const { store } = playedStore(table, () => ({ instead }), { config: { credentials } });
    expectClean(await errorOf(store.head(id)));
    expectClean(await errorOf(store.commit(id, commitOf(1, itemKeys(0, 2)))));
    expectClean(await errorOf(store.header.replace(new Uint8Array(1), new Uint8Array(2))));
  });
});

test.each([
  ['a missing table', { ...dynamoConfig(), credentials }],
  ['an address with a user', { ...dynamoConfig(), credentials, endpoint: `http://${user}:${password}@127.0.0.1:1` }],
  ['an address that is none', { ...dynamoConfig(), credentials, endpoint: `http://${user}:${password}@[` }],
  ['no credentials', { ...dynamoConfig(), credentials: () => Promise.reject(new Error(`no ${secretAccessKey} here`)) }],
])('nor does one of opening: %s', async (_what, config) => {
  const error = await errorOf(
    openDynamoStore({ table: `${table}-none`, config: { ...config, maxAttempts: 1 }, setup: false }),
  );
  const said = everythingOf(error);
  for (const secret of secrets) expect(said).not.toContain(secret);
});
