import { describe, expect, test } from 'vitest';
import { EphemeralKeyProvider } from '../../src/keys/EphemeralKeyProvider.ts';
import { openKeyring, setupKeys } from '../../src/keys/Keyring.ts';
import { MemoryKeyVault } from '../../src/keys/MemoryKeyVault.ts';
import type { KeyLease, KeyProvider, KeyScope } from '../../src/traits/KeyProvider.ts';

const storeId = 'ab'.repeat(16);

/** A real provider that counts openings, and may fail the next one. */
class CountingProvider implements KeyProvider {
  readonly name = 'counting';
  readonly #inner = new EphemeralKeyProvider();
  opened = 0;
  failNext = false;

  async createEpoch(scope: KeyScope): Promise<Uint8Array> {
    return this.#inner.createEpoch(scope);
  }

  async openEpoch(scope: KeyScope, material: Uint8Array): Promise<KeyLease> {
    this.opened += 1;
    if (this.failNext) {
      this.failNext = false;
      throw new Error('not now');
    }
    return this.#inner.openEpoch(scope, material);
  }

  async close(): Promise<void> {
    await this.#inner.close();
  }
}

describe('keyring', () => {
  test('setup makes epoch 1 once; opening never makes one', async () => {
    const vault = new MemoryKeyVault();
    const provider = new CountingProvider();
    const options = { provider, vault, storeId, tenant: 't' };
    await expect(openKeyring(options)).rejects.toMatchObject({ code: 'vault_missing', context: { tenant: 't' } });
    expect(await vault.epochs('t')).toEqual([]);
    await setupKeys(options);
    const material = await vault.get('t', 1);
    await setupKeys(options);
    expect(await vault.epochs('t')).toEqual([1]);
    expect(await vault.get('t', 1)).toEqual(material);
    expect((await (await openKeyring(options)).newest()).epoch).toBe(1);
  });

  test('concurrent callers share one opening, and later ones its lease', async () => {
    const provider = new CountingProvider();
    const options = { provider, vault: new MemoryKeyVault(), storeId, tenant: 't' };
    await setupKeys(options);
    const keyring = await openKeyring(options);
    const leases = await Promise.all(Array.from({ length: 20 }, async () => keyring.kek(1)));
    await keyring.kek(1);
    expect(provider.opened).toBe(1);
    expect(new Set(leases.map(({ kekId }) => kekId)).size).toBe(1);
  });

  test('a failed opening is not remembered', async () => {
    const provider = new CountingProvider();
    const options = { provider, vault: new MemoryKeyVault(), storeId, tenant: 't' };
    await setupKeys(options);
    const keyring = await openKeyring(options);
    provider.failNext = true;
    await expect(keyring.kek(1)).rejects.toThrow('not now');
    expect((await keyring.kek(1)).kekId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('the latest epoch is the one that new dialogues get; an epoch that the vault lacks is vault_missing', async () => {
    const provider = new EphemeralKeyProvider();
    const vault = new MemoryKeyVault();
    const options = { provider, vault, storeId, tenant: 't' };
    for (const epoch of [2, 10]) {
      await vault.putIfAbsent('t', epoch, await provider.createEpoch({ storeId, tenant: 't', epoch }));
    }
    const keyring = await openKeyring(options);
    expect((await keyring.newest()).epoch).toBe(10);
    await expect(keyring.kek(3)).rejects.toMatchObject({ code: 'vault_missing', context: { epoch: 3 } });
  });

  test.each([
    ['storeId', { storeId: 'AB'.repeat(16), tenant: 't' }],
    ['storeId', { storeId: 'ab', tenant: 't' }],
    ['tenant', { storeId, tenant: '' }],
    ['tenant', { storeId, tenant: 'a b' }],
    ['tenant', { storeId, tenant: 'a'.repeat(65) }],
  ])('a bad %s is refused', async (_what, place) => {
    const options = { provider: new EphemeralKeyProvider(), vault: new MemoryKeyVault(), ...place };
    await expect(openKeyring(options)).rejects.toMatchObject({ code: 'invalid_argument' });
    await expect(setupKeys(options)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
