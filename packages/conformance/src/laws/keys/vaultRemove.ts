import { patternBytes } from '../../data/bytes.ts';
import type { VaultLaw } from '../../kit/KeyKits.ts';
import { entangledTenants, lastEpoch } from './scopes.ts';

const tenant = 'acme';

export const vaultRemoveLaws: readonly VaultLaw[] = [
  {
    clause: 'KV-REMOVE-01',
    title: 'what is removed is gone for every client; other epochs and tenants that look alike stay',
    run: async (t) => {
      const fixture = await t.open();
      const second = await fixture.second();
      const epochs = [1, 2, 10, 11, lastEpoch];
      const [subject = tenant] = entangledTenants;
      for (const [at, name] of entangledTenants.entries()) {
        for (const epoch of epochs) await fixture.vault.putIfAbsent(name, epoch, patternBytes(16, at + (epoch % 100)));
      }
      // Whoever has seen it must notice.
      for (const epoch of epochs) await second.get(subject, epoch);
      await fixture.vault.remove(subject, 1);
      await second.remove(subject, 11);
      for (const vault of [fixture.vault, second]) {
        for (const epoch of [1, 11])
          t.equal(await vault.get(subject, epoch), undefined, 'still-there', `epoch ${epoch}`);
        t.equal(await vault.epochs(subject), [2, 10, lastEpoch], 'wrong-list');
        for (const [at, name] of entangledTenants.entries()) {
          const left = name === subject ? [2, 10, lastEpoch] : epochs;
          t.equal(await vault.epochs(name), left, 'too-much-removed', `epochs of ${name}`);
          for (const epoch of left) {
            const expected = patternBytes(16, at + (epoch % 100));
            t.equal(await vault.get(name, epoch), expected, 'too-much-removed', `${name}, epoch ${epoch}`);
          }
        }
      }
    },
  },
  {
    clause: 'KV-REMOVE-01',
    title: 'of the last epoch: the tenant has none, also after reopening a durable vault',
    run: async (t) => {
      const fixture = await t.open();
      await fixture.vault.putIfAbsent(tenant, 1, patternBytes(32, 1));
      await fixture.vault.remove(tenant, 1);
      t.equal(await fixture.vault.epochs(tenant), [], 'wrong-list');
      const vault = await fixture.reopen();
      t.equal(await vault.get(tenant, 1), undefined, 'still-there');
      t.equal(await vault.epochs(tenant), [], 'wrong-list');
    },
  },
  {
    clause: 'KV-REMOVE-02',
    title: 'what is not there: nothing happens, of a tenant that is unknown, of an epoch that never was, and twice',
    run: async (t) => {
      const { vault } = await t.open();
      const removed = async (epoch: number, message: string): Promise<void> => {
        await vault.remove(tenant, epoch).catch((error: unknown) => {
          throw t.violation('not-idle', { message: `${message}: ${String(error)}`, cause: error });
        });
      };
      await removed(1, 'an unknown tenant');
      await vault.putIfAbsent(tenant, 1, patternBytes(8, 1));
      await vault.putIfAbsent(tenant, 2, patternBytes(8, 2));
      await removed(3, 'an epoch that never was');
      t.equal(await vault.epochs(tenant), [1, 2], 'not-idle');
      await removed(2, 'once');
      await removed(2, 'twice');
      t.equal(await vault.get(tenant, 1), patternBytes(8, 1), 'not-idle');
    },
  },
  {
    clause: 'KV-REMOVE-02',
    title: 'afterwards putIfAbsent stores what it is given, not what was there',
    run: async (t) => {
      const fixture = await t.open();
      const second = await fixture.second();
      for (const round of [1, 2, 3]) {
        const material = patternBytes(32, round);
        t.equal(await fixture.vault.putIfAbsent(tenant, 1, material), material, 'not-stored-anew');
        for (const vault of [fixture.vault, second]) t.equal(await vault.get(tenant, 1), material, 'not-stored-anew');
        await second.remove(tenant, 1);
      }
    },
  },
];
