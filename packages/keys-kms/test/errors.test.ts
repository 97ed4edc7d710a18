import type { KmsFault } from '@colloquy/conformance';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../src/failures.ts';
import { bench, expectRejected, scope } from './support/bench.ts';

const error = (name: string, status = 400): KmsFault => ({ kind: 'error', name, status });

/** What KMS says, the code, whether it is a refusal, and whether it is tried again. */
const table: readonly (readonly [KmsFault, string, boolean | undefined, boolean])[] = [
  [{ kind: 'throttled' }, 'key_unavailable', false, true],
  [error('LimitExceededException'), 'key_unavailable', false, true],
  [error('TooManyRequestsException', 429), 'key_unavailable', false, true],
  [error('SomethingElse', 429), 'key_unavailable', false, true],
  [error('KMSInternalException', 500), 'key_unavailable', false, true],
  [error('DependencyTimeoutException', 503), 'key_unavailable', false, true],
  [error('KeyUnavailableException', 500), 'key_unavailable', false, true],
  [error('NeverHeardOf', 502), 'key_unavailable', false, true],
  [{ kind: 'reset-before' }, 'key_unavailable', false, true],
  [{ kind: 'reset-after' }, 'key_unavailable', false, true],
  [{ kind: 'reset-within' }, 'key_unavailable', false, true],
  [{ kind: 'malformed' }, 'key_unavailable', false, false],
  [{ kind: 'denied' }, 'key_unavailable', true, false],
  [error('AccessDenied', 403), 'key_unavailable', true, false],
  [error('DisabledException'), 'key_unavailable', true, false],
  [error('KMSInvalidStateException'), 'key_unavailable', true, false],
  [error('NotFoundException'), 'key_unavailable', true, false],
  [error('InvalidKeyUsageException'), 'key_unavailable', true, false],
  [error('InvalidGrantTokenException'), 'key_unavailable', true, false],
  [error('UnrecognizedClientException'), 'key_unavailable', true, false],
  [error('NeverHeardOf', 403), 'key_unavailable', true, false],
  [error('InvalidCiphertextException'), 'wrong_key', undefined, false],
  [error('IncorrectKeyException'), 'wrong_key', undefined, false],
  [error('ValidationException'), 'wrong_key', undefined, false],
];

test.each(table)('Decrypt: %o is %s, refused: %s, tried again: %s', async (fault, code, refused, again) => {
  const { provider, material, inject, decrypts } = await bench({ maxAttempts: 3 });
  const restore = inject(fault);
  const { context, cause, message } = await expectRejected(provider.openEpoch(scope, material), code);
  const attempts = again ? 3 : 1;
  expect(context).toMatchObject({ operation: 'Decrypt', tenant: 'acme', epoch: 1, attempts });
  expect(context['refused']).toBe(refused);
  expect(cause).toBeUndefined();
  if (refused === true) expect(message).toMatch(/was refused \(\w+\): .{20}/);
  expect(decrypts()).toBe(attempts);
  restore();
  await expect(provider.openEpoch(scope, material)).resolves.toHaveProperty('kekId');
});

test.each([
  [error('ValidationException'), true],
  [error('NotFoundException'), true],
  [{ kind: 'throttled' } as const, false],
])('GenerateDataKeyWithoutPlaintext: %o, refused: %s', async (fault, refused) => {
  const { kms, provider } = await bench({ maxAttempts: 2 });
  kms.inject(() => fault);
  const { context } = await expectRejected(provider.createEpoch(scope), 'key_unavailable');
  expect(context).toMatchObject({ operation: 'GenerateDataKeyWithoutPlaintext', refused });
});

test('nothing listens: not a refusal, tried again', async () => {
  const { kms, provider, material, sources } = await bench({ maxAttempts: 4 });
  await kms.close();
  const { context } = await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
  expect(context).toMatchObject({ refused: false, attempts: 4 });
  expect(String(context['error'])).toMatch(/^ECONN(REFUSED|RESET)$/);
  expect(sources.waits).toHaveLength(3);
});

test('credentials that cannot be had: not a refusal, not tried again', async () => {
  const { kms, open, material } = await bench();
  const credentials = async (): Promise<never> =>
    Promise.reject(Object.assign(new Error('secret details'), { name: 'CredentialsProviderError' }));
  const provider = open({ clientSettings: { endpoint: kms.endpoint, region: 'eu-central-1', credentials } });
  const failed = await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
  expect(failed.context).toMatchObject({ refused: false, error: 'CredentialsProviderError', attempts: 1 });
  expect(failed.message).not.toContain('secret details');
});

describe('errors of no form at all', () => {
  test.each([undefined, null, 7, 'text', {}, { name: 7 }, { name: 'a b\nc' }, { $metadata: null }, { code: {} }])(
    '%o is transient, and only a safe name is told',
    (thrown) => {
      expect(failureOf(thrown, true)).toEqual({
        kind: 'transient',
        retry: false,
        denied: false,
        name: 'Error',
        requestId: undefined,
        attempts: 1,
      });
    },
  );
});
