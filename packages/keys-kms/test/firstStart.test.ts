import { CreateGrantCommand } from '@aws-sdk/client-kms';
import {
  CallbackAuditSink,
  createAuditTrail,
  createKeys,
  decodeStoreHeader,
  EphemeralKeyProvider,
  MemoryKeyVault,
  MemoryStoreHeader,
  openKeys,
  systemSources,
  type KeyVault,
} from '@colloquy/core';
import { expect, test } from 'vitest';
import { bench, expectRejected, settingsOf, type Bench } from './support/bench.ts';
import { createKey } from './support/kms.ts';

const tenant = 'acme';

/** Leases of these keyrings end by the clocks of the machine. */
async function realTime(): Promise<Bench> {
  const parts = await bench();
  return { ...parts, open: (options) => parts.open(options, systemSources) };
}

async function storeIdIn(header: MemoryStoreHeader): Promise<string> {
  return decodeStoreHeader((await header.read()) ?? new Uint8Array(0)).storeId;
}

test('the first start makes one epoch, the next one opens it and makes nothing', async () => {
  const { kms, open } = await realTime();
  const [header, vault] = [new MemoryStoreHeader(), new MemoryKeyVault()];
  const generated = (): number => kms.count('GenerateDataKeyWithoutPlaintext');
  const before = generated();
  const first = await createKeys({ header, vault, provider: open(), tenant });
  const kek = await first.kek(1);
  expect(generated() - before).toBe(1);
  const later = await openKeys({ header, vault, provider: open(), tenant });
  expect((await later.kek(1)).kekId).toBe(kek.kekId);
  expect(generated() - before).toBe(1);
  expect(kms.requests.at(-1)?.encryptionContext['colloquy:store']).toBe(await storeIdIn(header));
});

/** Watched or not, the provider is the same. */
const trails = [
  ['without an audit', {}],
  [
    'with an audit',
    {
      audit: createAuditTrail({
        sink: new CallbackAuditSink({ write: () => undefined }),
        principal: 'tests',
        onFailure: 'refuse',
      }),
    },
  ],
] as const;

test.each(trails)(
  '%s: a start that was interrupted is carried on under the id that the epoch was made for',
  async (_what, trail) => {
    const { kms, open } = await realTime();
    const vault = new MemoryKeyVault();
    const broken = new MemoryStoreHeader();
    broken.putIfAbsent = async () => Promise.reject(new Error('the power went'));
    const interrupted = createKeys({ ...trail, header: broken, vault, provider: open(), tenant });
    await expect(interrupted).rejects.toThrow('the power went');
    const header = new MemoryStoreHeader();
    const generated = kms.count('GenerateDataKeyWithoutPlaintext');
    await createKeys({ ...trail, header, vault, provider: open(), tenant });
    expect(kms.count('GenerateDataKeyWithoutPlaintext')).toBe(generated);
    const material = (await vault.get(tenant, 1)) ?? new Uint8Array(0);
    expect(await storeIdIn(header)).toBe(Buffer.from(material.subarray(0, 16)).toString('hex'));
    await expect(openKeys({ header, vault, provider: open(), tenant })).resolves.toHaveProperty('tenant', tenant);
  },
);

test('several first starts at once end with one store and one key', async () => {
  const { open } = await realTime();
  const [header, vault] = [new MemoryStoreHeader(), new MemoryKeyVault()];
  const keyrings = await Promise.all(
    Array.from({ length: 4 }, async () => createKeys({ header, vault, provider: open(), tenant })),
  );
  expect(new Set(keyrings.map(({ storeId }) => storeId))).toEqual(new Set([await storeIdIn(header)]));
  const kekIds = await Promise.all(keyrings.map(async (keyring) => (await keyring.kek(1)).kekId));
  expect(new Set(kekIds).size).toBe(1);
});

test('right key named, other bytes: the id in the store header shows it', async () => {
  const { open, inject } = await realTime();
  const parts = { header: new MemoryStoreHeader(), vault: new MemoryKeyVault(), tenant };
  await createKeys({ ...parts, provider: open() });
  const restore = inject({ kind: 'other-bytes' });
  await expectRejected(openKeys({ ...parts, provider: open() }), 'wrong_key');
  restore();
  await expect(openKeys({ ...parts, provider: open() })).resolves.toHaveProperty('tenant', tenant);
});

test("another KMS key, another kind of provider, another store's vault: wrong_key", async () => {
  const { admin, open } = await realTime();
  const parts = { header: new MemoryStoreHeader(), vault: new MemoryKeyVault(), tenant };
  await createKeys({ ...parts, provider: open() });
  const another = open({ keyId: await createKey(admin) });
  const { context } = await expectRejected(openKeys({ ...parts, provider: another }), 'wrong_key');
  expect(context['error']).toBe('IncorrectKeyException');
  await expectRejected(openKeys({ ...parts, provider: new EphemeralKeyProvider() }), 'wrong_key');
  const vault: KeyVault = new MemoryKeyVault();
  await createKeys({ header: new MemoryStoreHeader(), vault, provider: open(), tenant });
  await expectRejected(openKeys({ ...parts, vault, provider: open() }), 'wrong_key');
});

test('a runtime that may decrypt and nothing else opens a store, and makes none', async () => {
  const { kms, admin, keyId, open } = await realTime();
  kms.restrict('RUNTIME');
  await admin.send(new CreateGrantCommand({ KeyId: keyId, GranteePrincipal: 'RUNTIME', Operations: ['Decrypt'] }));
  const credentials = { accessKeyId: 'RUNTIME', secretAccessKey: 'x' };
  const runtime = open({ clientSettings: { ...settingsOf(kms), credentials } });
  const parts = { header: new MemoryStoreHeader(), vault: new MemoryKeyVault(), tenant };
  const { context } = await expectRejected(createKeys({ ...parts, provider: runtime }), 'key_unavailable');
  expect(context).toMatchObject({ refused: true, operation: 'GenerateDataKeyWithoutPlaintext' });
  expect(await parts.vault.epochs(tenant)).toEqual([]);
  expect(await parts.header.read()).toBeUndefined();
  await createKeys({ ...parts, provider: open() });
  await expect(openKeys({ ...parts, provider: runtime })).resolves.toHaveProperty('tenant', tenant);
});
