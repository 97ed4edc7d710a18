import { describe, expect, test } from 'vitest';
import { createKeys } from '../../../src/keys/createKeys.ts';
import { EphemeralKeyProvider } from '../../../src/keys/EphemeralKeyProvider.ts';
import { MemoryKeyVault } from '../../../src/keys/MemoryKeyVault.ts';
import { MemoryStoreHeader } from '../../../src/keys/MemoryStoreHeader.ts';
import { openKeys, type KeysOptions } from '../../../src/keys/openKeys.ts';
import { decodeStoreHeader, encodeStoreHeader, type StoreHeader } from '../../../src/keys/storeHeader.ts';
import type { KeyProvider } from '../../../src/traits/KeyProvider.ts';

const tenant = 'acme';

function parts(holdsData = false): KeysOptions & { provider: EphemeralKeyProvider; header: MemoryStoreHeader } {
  const header = new MemoryStoreHeader(() => holdsData);
  return { header, vault: new MemoryKeyVault(), provider: new EphemeralKeyProvider(), tenant };
}

async function headerOf({ header }: KeysOptions): Promise<StoreHeader> {
  return decodeStoreHeader((await header.read()) ?? new Uint8Array(0));
}

/** Adds an epoch to the vault, and answers with its kekId. */
async function addEpoch({ vault, provider }: KeysOptions, storeId: string, epoch: number): Promise<string> {
  const scope = { storeId, tenant, epoch };
  const material = await vault.putIfAbsent(tenant, epoch, await provider.createEpoch(scope));
  return (await provider.openEpoch(scope, material)).kekId;
}

async function writeHeader({ header }: KeysOptions, next: StoreHeader): Promise<void> {
  expect(await header.replace((await header.read()) ?? new Uint8Array(0), encodeStoreHeader(next))).toBe(true);
}

describe('keys of a provider without a key file', () => {
  test('the header has no umkId, and another provider is wrong_key', async () => {
    const options = parts();
    const keyring = await createKeys(options);
    expect(await headerOf(options)).toEqual({
      storeId: keyring.storeId,
      tenant,
      epochs: [[1, (await keyring.kek(1)).kekId]],
    });
    await expect(openKeys({ ...options, provider: new EphemeralKeyProvider() })).rejects.toMatchObject({
      code: 'wrong_key',
      context: { epoch: 1 },
    });
  });

  test('a header of a key file, and a provider without one: wrong_key; and the other way round', async () => {
    const options = parts();
    await createKeys(options);
    const header = await headerOf(options);
    const held = Object.assign(new EphemeralKeyProvider(), {
      masterKeyId: async () => 'a'.repeat(32),
      createMasterKey: async () => undefined,
    });
    await expect(openKeys({ ...options, provider: held })).rejects.toMatchObject({ code: 'wrong_key' });
    await writeHeader(options, { ...header, umkId: 'a'.repeat(32) });
    await expect(openKeys(options)).rejects.toMatchObject({ code: 'wrong_key' });
  });
});

describe('epochs', () => {
  test('the header decides which are in use, whatever else the vault holds', async () => {
    const options = parts();
    await createKeys(options);
    const header = await headerOf(options);
    await addEpoch(options, header.storeId, 2);
    const keyring = await openKeys(options);
    expect((await keyring.newest()).epoch).toBe(1);
    await expect(keyring.kek(2)).rejects.toMatchObject({ code: 'integrity_error', context: { epoch: 2 } });
  });

  test('one that another process has added is found; a header that was exchanged is not believed', async () => {
    const options = parts();
    const keyring = await createKeys(options);
    const header = await headerOf(options);
    const second = await addEpoch(options, header.storeId, 2);
    const third = await addEpoch(options, header.storeId, 3);
    await writeHeader(options, { ...header, epochs: [...header.epochs, [2, second]] });
    expect((await keyring.kek(2)).kekId).toBe(second);
    await writeHeader(options, {
      ...header,
      epochs: [
        [1, second],
        [3, third],
      ],
    });
    await expect(keyring.kek(3)).rejects.toMatchObject({ code: 'integrity_error' });
  });

  test('every one that the vault lacks is named at once', async () => {
    const options = parts();
    await createKeys(options);
    const header = await headerOf(options);
    await addEpoch(options, header.storeId, 3);
    const unknown = 'b'.repeat(32);
    await writeHeader(options, { ...header, epochs: [...header.epochs, [2, unknown], [3, unknown], [4, unknown]] });
    await expect(openKeys(options)).rejects.toMatchObject({ code: 'vault_missing', context: { epochs: [2, 4] } });
  });

  test('an old epoch whose key has another id is refused when it is used, not before', async () => {
    const options = parts();
    await createKeys(options);
    const header = await headerOf(options);
    const second = await addEpoch(options, header.storeId, 2);
    await writeHeader(options, {
      ...header,
      epochs: [
        [1, 'c'.repeat(32)],
        [2, second],
      ],
    });
    const keyring = await openKeys(options);
    expect((await keyring.newest()).epoch).toBe(2);
    await expect(keyring.kek(1)).rejects.toMatchObject({ code: 'wrong_key', context: { epoch: 1 } });
  });

  test('a first start adopts every epoch of the vault', async () => {
    const options = parts();
    const ids = [await addEpoch(options, '0'.repeat(32), 1), await addEpoch(options, '0'.repeat(32), 7)];
    const keyring = await createKeys(options);
    expect((await keyring.newest()).epoch).toBe(7);
    expect((await headerOf(options)).epochs).toEqual([
      [1, ids[0]],
      [7, ids[1]],
    ]);
  });

  test('a key that is opened again is compared again', async () => {
    const options = parts();
    await createKeys(options);
    let provider = options.provider;
    const changing: KeyProvider = {
      name: 'changing',
      createEpoch: async (...call) => provider.createEpoch(...call),
      openEpoch: async (...call) => provider.openEpoch(...call),
      close: async () => undefined,
    };
    const keyring = await openKeys({ ...options, provider: changing });
    provider = new EphemeralKeyProvider();
    keyring.invalidate();
    await expect(keyring.kek(1)).rejects.toMatchObject({ code: 'wrong_key' });
  });
});

describe('first starts at once', () => {
  test('whatever the other has done between two looks, both end with the same keys', async () => {
    const calls = ['read', 'holdsData', 'epochs', 'createEpoch', 'putIfAbsent', 'get', 'openEpoch', 'put header'];
    for (const at of calls) {
      const options = parts();
      let other: string | undefined;
      /** The other start runs as a whole after this step of ours has its answer. */
      const after = async <T>(step: string, answer: Promise<T>): Promise<T> => {
        const value = await answer;
        if (step === at && other === undefined) {
          other = '';
          const keyring = await createKeys(options);
          other = `${keyring.storeId} ${(await keyring.kek(1)).kekId}`;
        }
        return value;
      };
      const { header, vault, provider } = options;
      const keyring = await createKeys({
        tenant,
        header: {
          read: () => after('read', header.read()),
          holdsData: () => after('holdsData', header.holdsData()),
          putIfAbsent: (bytes) => after('put header', header.putIfAbsent(bytes)),
          replace: (previous, next) => header.replace(previous, next),
        },
        vault: {
          get: (...call) => after('get', vault.get(...call)),
          epochs: (...call) => after('epochs', vault.epochs(...call)),
          putIfAbsent: (...call) => after('putIfAbsent', vault.putIfAbsent(...call)),
          remove: (...call) => vault.remove(...call),
        },
        provider: {
          name: 'watched',
          createEpoch: (...call) => after('createEpoch', provider.createEpoch(...call)),
          openEpoch: (...call) => after('openEpoch', provider.openEpoch(...call)),
          close: async () => undefined,
        },
      });
      expect(`${keyring.storeId} ${(await keyring.kek(1)).kekId}`, at).toBe(other);
    }
  });

  test('data that the other has written by then is no data without a header', async () => {
    let holdsData = false;
    const header = new MemoryStoreHeader(() => holdsData);
    const options = { ...parts(), header };
    const keyring = await createKeys({
      ...options,
      header: {
        read: header.read.bind(header),
        putIfAbsent: header.putIfAbsent.bind(header),
        replace: header.replace.bind(header),
        holdsData: async () => {
          if (!holdsData) await createKeys(options);
          holdsData = true;
          return header.holdsData();
        },
      },
    });
    expect(keyring.storeId).toBe((await headerOf(options)).storeId);
  });
});
