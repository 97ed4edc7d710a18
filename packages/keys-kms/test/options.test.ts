import { KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, test } from 'vitest';
import { AwsKmsKeyProvider, type AwsKmsKeyProviderOptions } from '../src/index.ts';
import { settingsOf } from '../src/options.ts';
import { pinKey } from '../src/pinnedKey.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const arn = `arn:aws:kms:eu-central-1:111122223333:key/${id}`;
const mrk = `mrk-${'0123456789abcdef'.repeat(2)}`;
const mrkArn = `arn:aws:kms:eu-central-1:111122223333:key/${mrk}`;

function made(options: object): AwsKmsKeyProvider {
  return new AwsKmsKeyProvider({ clientSettings: { region: 'eu-central-1' }, ...options } as AwsKmsKeyProviderOptions);
}

describe('the key', () => {
  test.each([arn, id, mrk, mrkArn, arn.replace('arn:aws:', 'arn:aws-cn:')])('%s is pinned', (keyId) => {
    expect(pinKey(keyId).keyId).toBe(keyId);
    expect(made({ keyId }).name).toBe('aws-kms');
  });

  test.each(['alias/mine', 'arn:aws:kms:eu-central-1:111122223333:alias/mine'])('%s is refused', (keyId) => {
    expect(() => made({ keyId })).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
    expect(() => made({ keyId })).toThrow(/not an alias: an alias can be pointed at another key/);
  });

  test.each([undefined, '', 7, ' ', `${arn} `, `${id}/x`, arn.replace(':kms:', ':s3:'), arn.replace('1111', '')])(
    '%o is no key',
    (keyId) => {
      expect(() => made({ keyId })).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
    },
  );

  test.each([
    [arn, arn, true],
    [arn, undefined, false],
    [arn, '', false],
    [arn, id, false],
    [arn, arn.replace('eu-central-1', 'us-east-1'), false],
    [arn, arn.replace('111122223333', '999922223333'), false],
    [arn, arn.replace('arn:aws:', 'arn:aws-cn:'), false],
    [arn, arn.replace('1234abcd', '1234abce'), false],
    [arn, `${arn}0`, false],
    [id, arn, true],
    [id, id, true],
    [id, arn.replace('1234abcd', '1234abce'), false],
    [id, `prefix-${id}`, false],
    [mrkArn, mrkArn.replace('eu-central-1', 'us-east-1'), true],
    [mrkArn, mrkArn.replace('111122223333', '999922223333').replace('eu-central-1', 'us-east-1'), false],
    [mrkArn, mrkArn.replace('0123', '0124').replace('eu-central-1', 'us-east-1'), false],
    [mrk, mrkArn, true],
    ['key', 'arn:aws:kms:eu-central-1:111122223333:alias/key', false],
  ])('pinned %s, an answer of %s: %s', (pinned, answered, expected) => {
    expect(pinKey(pinned).isNamedBy(answered)).toBe(expected);
  });
});

describe('the other options', () => {
  test.each([
    ['leaseSeconds', [1, 300, 3600], [0, 3601, 1.5, '300', NaN]],
    ['attemptTimeoutMs', [10, 10_000], [9, 10_001]],
    ['callTimeoutMs', [10, 60_000], [9, 60_001]],
    ['maxAttempts', [1, 24], [0, 25]],
  ])('%s has its limits', (name, fine, wrong) => {
    for (const value of fine) expect(made({ keyId: id, [name]: value }).name).toBe('aws-kms');
    for (const value of wrong) {
      const refused = expect.objectContaining({ code: 'invalid_argument', context: { option: name } }) as Error;
      expect(() => made({ keyId: id, [name]: value })).toThrow(refused);
    }
  });

  test.each([['x'], [['']], [['x'.repeat(8193)]], [Array.from({ length: 11 }, () => 'x')], [[7]]])(
    'grant tokens that cannot be: %o',
    (grantTokens) => {
      expect(() => made({ keyId: id, grantTokens })).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
      const provider = made({ keyId: id });
      expect(() => provider.setGrantTokens(grantTokens as string[])).toThrow(
        expect.objectContaining({ code: 'invalid_argument' }),
      );
    },
  );

  test('a request never takes longer than the lease that it is for', () => {
    expect(settingsOf({ keyId: id, leaseSeconds: 1 }).attemptTimeoutMs).toBe(1000);
    expect(settingsOf({ keyId: id, leaseSeconds: 2, attemptTimeoutMs: 3000 }).attemptTimeoutMs).toBe(2000);
    expect(settingsOf({ keyId: id, leaseSeconds: 3 }).attemptTimeoutMs).toBe(2000);
  });

  test('a client and settings for one exclude each other', () => {
    const client = new KMSClient({ region: 'eu-central-1' });
    expect(() => made({ keyId: id, client })).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
    expect(made({ keyId: id, client, clientSettings: undefined }).name).toBe('aws-kms');
  });
});
