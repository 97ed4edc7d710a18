import { DecryptCommand, type DecryptCommandOutput, DescribeKeyCommand, EncryptCommand } from '@aws-sdk/client-kms';
import type { KmsFault } from '@colloquy/conformance';
import { expect, test } from 'vitest';
import { clientOf, createKey, startKms } from '../support/kms.ts';

const Plaintext = Uint8Array.of(1, 2, 3);

interface Bench {
  readonly decrypt: (abortSignal?: AbortSignal) => Promise<unknown>;
  readonly inject: (fault: KmsFault) => () => void;
  readonly count: () => number;
}

async function bench(): Promise<Bench> {
  const kms = await startKms();
  const client = clientOf(kms);
  const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId: await createKey(client), Plaintext }));
  return {
    decrypt: (abortSignal) =>
      client.send(new DecryptCommand({ CiphertextBlob }), abortSignal === undefined ? {} : { abortSignal }),
    inject: (fault) => kms.inject(({ operation }) => (operation === 'Decrypt' ? fault : undefined)).restore,
    count: () => kms.count('Decrypt'),
  };
}

const refusals: readonly (readonly [KmsFault, object])[] = [
  [{ kind: 'throttled' }, { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } }],
  [{ kind: 'denied' }, { name: 'AccessDeniedException' }],
  [{ kind: 'error', name: 'KMSInternalException', status: 500 }, { name: 'KMSInternalException' }],
  [{ kind: 'reset-before' }, { code: 'ECONNRESET' }],
  [{ kind: 'reset-after' }, { code: 'ECONNRESET' }],
  [{ kind: 'reset-within' }, { code: 'ECONNRESET' }],
  [{ kind: 'malformed' }, { name: 'SyntaxError' }],
];

test.each(refusals)('%o reaches the client as what it is, and ends when it is restored', async (fault, seen) => {
  const { decrypt, inject, count } = await bench();
  const restore = inject(fault);
  await expect(decrypt()).rejects.toMatchObject(seen);
  expect(count()).toBe(1);
  restore();
  await expect(decrypt()).resolves.toMatchObject({ Plaintext });
  expect(count()).toBe(2);
});

const wrongAnswers: readonly (readonly [KmsFault, (answer: object, right: object) => void])[] = [
  [
    { kind: 'another-key' },
    (answer, right) => {
      expect(answer).not.toMatchObject({ KeyId: (right as DecryptCommandOutput).KeyId });
      expect(answer).not.toMatchObject({ Plaintext });
    },
  ],
  [
    { kind: 'other-bytes' },
    (answer, right) => {
      expect(answer).toMatchObject({ KeyId: (right as DecryptCommandOutput).KeyId });
      expect(answer).not.toMatchObject({ Plaintext });
    },
  ],
  [{ kind: 'truncated' }, (answer) => expect(answer).toMatchObject({ Plaintext: Plaintext.slice(0, 2) })],
  [{ kind: 'without-bytes' }, (answer) => expect(answer).not.toHaveProperty('Plaintext')],
  [{ kind: 'late', milliseconds: 1 }, (answer) => expect(answer).toMatchObject({ Plaintext })],
];

test.each(wrongAnswers)('%o changes the answer', async (fault, expectSeen) => {
  const { decrypt, inject } = await bench();
  const right = (await decrypt()) as object;
  inject(fault);
  expectSeen((await decrypt()) as object, right);
});

test('a request that hangs ends with its client, and the server closes all the same', async () => {
  const { decrypt, inject, count } = await bench();
  inject({ kind: 'hang' });
  const stop = new AbortController();
  const hanging = decrypt(stop.signal);
  await expect.poll(count).toBe(1);
  stop.abort();
  await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
});

test('a held answer comes when it is let go', async () => {
  const { decrypt, inject, count } = await bench();
  const { promise, resolve } = Promise.withResolvers<void>();
  inject({ kind: 'held', until: promise });
  let answered = false;
  const held = decrypt().then((answer) => {
    answered = true;
    return answer;
  });
  await expect.poll(count).toBe(1);
  expect(answered).toBe(false);
  resolve();
  await expect(held).resolves.toMatchObject({ Plaintext });
});

test('the log shows who asked for what, and no secret', async () => {
  const kms = await startKms();
  const client = clientOf(kms);
  const KeyId = await createKey(client);
  const EncryptionContext = { epoch: '1' };
  await client.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext, GrantTokens: ['a'] }));
  expect(kms.requests.at(-1)).toEqual({
    operation: 'Encrypt',
    number: 2,
    principal: 'ADMINISTRATOR',
    region: 'eu-central-1',
    keyId: KeyId,
    encryptionContext: EncryptionContext,
    grantTokens: ['a'],
  });
  expect([kms.count(), kms.count('Encrypt'), kms.count('Decrypt')]).toEqual([2, 1, 0]);
});

test('of two scripts the latest decides, and what it leaves goes to the one before', async () => {
  const kms = await startKms();
  const client = clientOf(kms);
  const KeyId = await createKey(client);
  const describeKey = (): Promise<unknown> => client.send(new DescribeKeyCommand({ KeyId }));
  const first = kms.inject(() => ({ kind: 'denied' }));
  const second = kms.inject(({ number }) => (number === 2 ? { kind: 'throttled' } : undefined));
  await expect(describeKey()).rejects.toMatchObject({ name: 'ThrottlingException' });
  await expect(describeKey()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect([first.hits(), second.hits()]).toEqual([1, 1]);
});

const head = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'TrentService.CreateKey',
  'x-amz-date': '20260101T000000Z',
  authorization: `AWS4-HMAC-SHA256 Credential=AK/20260101/eu-central-1/kms/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
};

test.each([
  ['as they should be', {}, '{}', 200, undefined],
  ['no signature', { authorization: '' }, '{}', 400, 'MissingAuthenticationTokenException'],
  [
    'another service',
    { authorization: head.authorization.replace('/kms/', '/s3/') },
    '{}',
    400,
    'MissingAuthenticationTokenException',
  ],
  ['no date', { 'x-amz-date': '' }, '{}', 400, 'MissingAuthenticationTokenException'],
  ['another content type', { 'content-type': 'application/json' }, '{}', 400, 'UnknownOperationException'],
  ['an unknown operation', { 'x-amz-target': 'TrentService.Sign' }, '{}', 400, 'UnknownOperationException'],
  ['a name of every object', { 'x-amz-target': 'TrentService.constructor' }, '{}', 400, 'UnknownOperationException'],
  ['no target', { 'x-amz-target': 'CreateKey' }, '{}', 400, 'UnknownOperationException'],
  ['a body that is no object', {}, '[]', 400, 'SerializationException'],
  ['a member of another type', {}, '{"KeySpec":1}', 400, 'SerializationException'],
])('headers and body: %s', async (_what, change, body, status, type) => {
  const kms = await startKms();
  const response = await fetch(kms.endpoint, { method: 'POST', headers: { ...head, ...change }, body });
  expect(response.status).toBe(status);
  const answer = (await response.json()) as Readonly<Record<string, unknown>>;
  expect(answer['__type']).toBe(type);
});
