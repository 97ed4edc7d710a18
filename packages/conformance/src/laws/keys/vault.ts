import type { CallOptions, KeyVault } from '@colloquy/core';
import { delicateBytes, patternBytes } from '../../data/bytes.ts';
import type { VaultLaw } from '../../kit/KeyKits.ts';
import { entangledTenants, lastEpoch } from './scopes.ts';
import { vaultRemoveLaws } from './vaultRemove.ts';

const tenant = 'acme';

function everyCall(vault: KeyVault): readonly (readonly [string, (options?: CallOptions) => Promise<unknown>])[] {
  return [
    ['get', (options) => vault.get(tenant, 1, options)],
    ['putIfAbsent', (options) => vault.putIfAbsent(tenant, 1, Uint8Array.of(1), options)],
    ['remove', (options) => vault.remove(tenant, 2, options)],
    ['epochs', (options) => vault.epochs(tenant, options)],
  ];
}

export const vaultLaws: readonly VaultLaw[] = [
  {
    clause: 'KV-GET-01',
    title: 'an epoch that was never put, of an unknown and of a known tenant',
    run: async (t) => {
      const { vault } = await t.open();
      t.equal(await vault.get(tenant, 1), undefined, 'not-absent');
      await vault.putIfAbsent(tenant, 2, Uint8Array.of(1));
      for (const epoch of [1, 3, 20, lastEpoch])
        t.equal(await vault.get(tenant, epoch), undefined, 'not-absent', `epoch ${epoch}`);
    },
  },
  {
    clause: 'KV-GET-02',
    title: 'every byte value, zero bytes, one byte, 1 024 bytes',
    run: async (t) => {
      const { vault } = await t.open();
      const all = [
        ...delicateBytes.map(({ bytes }) => bytes).filter((bytes) => bytes.length > 0),
        patternBytes(1024, 1),
      ];
      for (const [at, bytes] of all.entries()) {
        t.equal(await vault.putIfAbsent(tenant, at + 1, bytes), bytes, 'bytes-changed', 'putIfAbsent');
        t.equal(await vault.get(tenant, at + 1), bytes, 'bytes-changed', 'get');
      }
    },
  },
  {
    clause: 'KV-GET-03',
    title: 'bytes that their caller changes afterwards, going in and coming out',
    run: async (t) => {
      const { vault } = await t.open();
      const material = patternBytes(64, 1);
      const expected = material.slice();
      const putting = vault.putIfAbsent(tenant, 1, material);
      material.fill(0);
      for (const answer of [await putting, await vault.get(tenant, 1), await vault.putIfAbsent(tenant, 1, expected)]) {
        t.equal(answer, expected, 'shared');
        answer?.fill(0);
      }
      t.equal(await vault.get(tenant, 1), expected, 'shared');
    },
  },
  {
    clause: 'KV-PUT-01',
    title: 'into an empty epoch: stored, answered, and seen by another client',
    run: async (t) => {
      const fixture = await t.open();
      const second = await fixture.second();
      for (const epoch of [1, 2, lastEpoch]) {
        const material = patternBytes(32, epoch % 1000);
        t.equal(await second.get(tenant, epoch), undefined, 'not-stored', 'before');
        t.equal(await fixture.vault.putIfAbsent(tenant, epoch, material), material, 'wrong-answer');
        for (const vault of [fixture.vault, second]) t.equal(await vault.get(tenant, epoch), material, 'not-stored');
      }
    },
  },
  {
    clause: 'KV-PUT-02',
    title: 'on a taken epoch: nothing changes, and what stands there is answered',
    run: async (t) => {
      const fixture = await t.open();
      const second = await fixture.second();
      const first = patternBytes(32, 1);
      await fixture.vault.putIfAbsent(tenant, 1, first);
      for (const vault of [fixture.vault, second]) {
        for (const other of [patternBytes(32, 2), patternBytes(1, 3), first]) {
          const answer = await vault.putIfAbsent(tenant, 1, other);
          t.equal(await vault.get(tenant, 1), first, 'overwritten');
          t.equal(answer, first, 'wrong-answer');
        }
      }
    },
  },
  {
    clause: 'KV-PUT-03',
    title: 'eight callers at once, through two clients',
    run: async (t) => {
      for (let run = 0; run < t.runs; run++) {
        await t.using(async (fixture) => {
          const vaults = [fixture.vault, await fixture.second()];
          const materials = Array.from({ length: 8 }, (_, at) => patternBytes(32, run * 8 + at));
          const answers = await Promise.all(
            materials.map((material, at) => (vaults[at % 2] ?? fixture.vault).putIfAbsent(tenant, 1, material)),
          );
          const winner = t.present(await fixture.vault.get(tenant, 1), 'not-the-winner');
          for (const answer of answers) t.equal(answer, winner, 'not-the-winner');
          t.check(
            materials.some((material) => Buffer.compare(material, winner) === 0),
            'not-the-winner',
          );
        });
      }
    },
  },
  {
    clause: 'KV-SCOPE-01',
    title: 'tenants that look alike, and epochs whose digits begin alike',
    run: async (t) => {
      const { vault } = await t.open();
      const epochs = [1, 2, 10, 11, 100, lastEpoch];
      const places = entangledTenants.flatMap((name) => epochs.map((epoch) => ({ name, epoch })));
      for (const [at, { name, epoch }] of places.entries()) {
        t.equal(await vault.get(name, epoch), undefined, 'not-apart', `${name}, epoch ${epoch}`);
        await vault.putIfAbsent(name, epoch, patternBytes(16, at));
      }
      for (const [at, { name, epoch }] of places.entries()) {
        t.equal(await vault.get(name, epoch), patternBytes(16, at), 'not-apart', `${name}, epoch ${epoch}`);
      }
      for (const name of entangledTenants) t.equal(await vault.epochs(name), epochs, 'not-apart', `epochs of ${name}`);
    },
  },
  {
    clause: 'KV-LIST-01',
    title: 'ascending as numbers, each once, whatever the order of putting',
    run: async (t) => {
      const { vault } = await t.open();
      for (const epoch of [10, 9, lastEpoch, 1, 2, 100, 2, 10])
        await vault.putIfAbsent(tenant, epoch, Uint8Array.of(epoch % 256));
      await vault.putIfAbsent('other', 3, Uint8Array.of(3));
      t.equal(await vault.epochs(tenant), [1, 2, 9, 10, 100, lastEpoch], 'wrong-list');
    },
  },
  {
    clause: 'KV-LIST-02',
    title: 'empty for a tenant without epochs',
    run: async (t) => {
      const { vault } = await t.open();
      t.equal(await vault.epochs(tenant), [], 'not-empty');
      await vault.putIfAbsent('acme-1', 1, Uint8Array.of(1));
      t.equal(await vault.epochs(tenant), [], 'not-empty', 'beside another tenant');
    },
  },
  {
    clause: 'KV-DURABLE-01',
    title: 'what was answered is there after reopening, if that is declared, and nothing is if it is not',
    run: async (t) => {
      const fixture = await t.open();
      const material = patternBytes(48, 5);
      await fixture.vault.putIfAbsent(tenant, 7, material);
      await (await fixture.second()).putIfAbsent(tenant, 8, material);
      const vault = await fixture.reopen();
      const epochs = await vault.epochs(tenant);
      if (t.capabilities.durable) {
        t.equal(epochs, [7, 8], 'lost');
        for (const epoch of epochs) t.equal(await vault.get(tenant, epoch), material, 'lost');
      } else t.equal(epochs, [], 'undeclared-durability');
    },
  },
  {
    clause: 'KV-SIGNAL-01',
    title: 'aborted before the call: every method rejects with that very reason and has no effect',
    run: async (t) => {
      const { vault } = await t.open();
      await vault.putIfAbsent(tenant, 2, Uint8Array.of(2));
      for (const [name, call] of everyCall(vault)) {
        const reason = { stopped: name };
        const error = await t.rejects(() => call({ signal: AbortSignal.abort(reason) }), 'not-rejected', name);
        t.check(error === reason, 'wrong-reason', { message: name, actual: error });
      }
      t.equal(await vault.epochs(tenant), [2], 'had-effect');
      for (const [, call] of everyCall(vault)) await call({ signal: new AbortController().signal });
    },
  },
  ...vaultRemoveLaws,
];
