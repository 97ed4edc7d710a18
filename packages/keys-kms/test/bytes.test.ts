import { DecryptCommand } from '@aws-sdk/client-kms';
import { toHex } from '@colloquy/core';
import { expect, test } from 'vitest';
import { encryptionContextOf } from '../src/encryptionContext.ts';
import { bench, expectRejected, scope } from './support/bench.ts';

/** Computed by another program: SHA-256 of the length-prefixed label, storeId and tenant. */
const tokens = [
  [scope, '03eab719010e9c9d5f6656374aef53ce'],
  [{ ...scope, tenant: 'Acme' }, '2f62ac0f23f2e9940ab6a2558045f77b'],
  [{ ...scope, storeId: 'f'.repeat(32) }, 'c019f60a81bb9e9c7d11705895f1f45f'],
] as const;

test.each(tokens)('the encryption context of %o', (where, token) => {
  expect(encryptionContextOf({ ...where, epoch: 2 ** 31 - 1 })).toEqual({
    'colloquy:epoch': '2147483647',
    'colloquy:purpose': 'kek',
    'colloquy:store': where.storeId,
    'colloquy:tenant': token,
    'colloquy:version': '1',
  });
});

test('making an epoch is one GenerateDataKeyWithoutPlaintext, opening it one Decrypt, both with key and context', async () => {
  const { kms, keyId, provider, material } = await bench();
  await provider.openEpoch(scope, material);
  const [, made, opened, ...others] = kms.requests;
  const common = { keyId, encryptionContext: encryptionContextOf(scope), grantTokens: [] };
  expect(made).toMatchObject({ ...common, operation: 'GenerateDataKeyWithoutPlaintext' });
  expect(opened).toMatchObject({ ...common, operation: 'Decrypt' });
  expect(others).toEqual([]);
});

test('nothing that names the tenant is in a request', async () => {
  const { kms, provider } = await bench();
  const where = { ...scope, tenant: 'Meyer-and-Sons' };
  await provider.openEpoch(where, await provider.createEpoch(where));
  expect(kms.count('Decrypt')).toBe(1);
  expect(JSON.stringify(kms.requests)).not.toMatch(/meyer/i);
});

test('the material is the storeId and the ciphertext of KMS, which opens without this package', async () => {
  const { admin, keyId, provider, material } = await bench();
  expect(toHex(material.subarray(0, 16))).toBe(scope.storeId);
  expect(provider.storeIdOf(material)).toBe(scope.storeId);
  const { Plaintext } = await admin.send(
    new DecryptCommand({
      KeyId: keyId,
      CiphertextBlob: material.subarray(16),
      EncryptionContext: encryptionContextOf(scope),
    }),
  );
  const { key } = await provider.openEpoch(scope, material);
  expect(toHex(key.export())).toBe(toHex(Plaintext ?? new Uint8Array(0)));
});

test.each([
  ['nothing', () => new Uint8Array(0)],
  ['16 bytes', (material: Uint8Array) => material.slice(0, 16)],
  ['1 025 bytes', (material: Uint8Array) => Buffer.concat([material, Buffer.alloc(1025)]).subarray(0, 1025)],
  ["another store's", (material: Uint8Array) => Uint8Array.of(0xff, ...material.slice(1))],
])('material of %s is refused without a request', async (_what, change) => {
  const { provider, material, decrypts } = await bench();
  const error = await expectRejected(provider.openEpoch(scope, change(material)), 'wrong_key');
  expect(error.context).toEqual({ tenant: 'acme', epoch: 1 });
  expect(decrypts()).toBe(0);
});

test.each([
  ['another tenant', { tenant: 'acme2' }],
  ['another epoch', { epoch: 2 }],
])('%s does not open, because KMS compares the context', async (_what, change) => {
  const { provider, material, decrypts } = await bench();
  const error = await expectRejected(provider.openEpoch({ ...scope, ...change }, material), 'wrong_key');
  expect(error.context).toMatchObject({ error: 'InvalidCiphertextException', operation: 'Decrypt', attempts: 1 });
  expect(decrypts()).toBe(1);
});

test('a multi-Region key opens in another Region what was made in the first', async () => {
  const { kms, keyId, open, provider, material } = await bench({}, true);
  const abroad = open({
    keyId: keyId.replace('eu-central-1', 'us-east-1'),
    clientSettings: { endpoint: kms.endpoint, region: 'us-east-1', credentials: kms.credentials },
  });
  const [here, there] = [await provider.openEpoch(scope, material), await abroad.openEpoch(scope, material)];
  expect(there.kekId).toBe(here.kekId);
  expect(there.key.equals(here.key)).toBe(true);
});
