import { describe, expect, test } from 'vitest';
import { dialogueId } from '../../src/address/DialogueId.ts';
import type { Keyring } from '../../src/keys/Keyring.ts';
import { decodeStoreHeader } from '../../src/keys/storeHeader.ts';
import { createTestDialogueStore, createTestKeyOperations } from '../../src/testing/index.ts';
import { createWithFreeId } from '../../src/store/createWithFreeId.ts';
import { id, fill, KeyBench } from './support/bench.ts';

async function epochOf({ backend }: KeyBench): Promise<unknown> {
  const head = await backend.head(id);
  return (JSON.parse(Buffer.from(head?.header ?? []).toString()) as { epoch: unknown }).epoch;
}

async function epochsOf({ backend }: KeyBench): Promise<readonly number[]> {
  const bytes = await backend.header.read();
  return decodeStoreHeader(bytes ?? new Uint8Array(0)).epochs.map(([epoch]) => epoch);
}

/** A keyring during whose first look for the newest epoch something happens. */
function overtaken(keyring: Keyring, meanwhile: () => Promise<unknown>): Keyring {
  let isFirst = true;
  return {
    ...keyring,
    newest: async (options) => {
      const found = await keyring.newest(options);
      if (isFirst) await meanwhile();
      isFirst = false;
      return found;
    },
  };
}

describe('an administrator who is overtaken', () => {
  test('never rewraps back to an earlier epoch, which may be destroyed by then', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const [other, keyring] = [await bench.operations(), await bench.keyring()];
    await other.addEpoch();
    const slow = await bench.operations(
      overtaken(keyring, async () => {
        await other.addEpoch();
        await other.rewrap(id);
      }),
    );
    expect(await slow.rewrap(id)).toMatchObject({ epoch: 3, keys: 0 });
    expect(await epochOf(bench)).toBe(3);
    for (const epoch of [1, 2]) await other.destroyEpoch(epoch);
    expect((await (await bench.store()).verify(id)).findings).toEqual([]);
  });

  test('rewraps once more when a later epoch was added after it had looked', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const [other, keyring] = [await bench.operations(), await bench.keyring()];
    await other.addEpoch();
    const slow = await bench.operations(overtaken(keyring, async () => other.addEpoch()));
    expect(await slow.rewrap(id)).toMatchObject({ epoch: 3, keys: 4 });
    expect(await epochOf(bench)).toBe(3);
  });

  test('adds the next epoch when the one that it was about to add has come and gone', async () => {
    const bench = new KeyBench();
    const [other] = [await bench.operations()];
    const { vault, keys, backend } = bench;
    let isFirst = true;
    const slow = createTestKeyOperations({
      backend,
      keyring: await bench.keyring(),
      sources: bench.sources(),
      keys: {
        ...keys,
        vault: {
          get: (...call) => vault.get(...call),
          remove: (...call) => vault.remove(...call),
          epochs: (...call) => vault.epochs(...call),
          putIfAbsent: async (...call) => {
            if (isFirst) {
              isFirst = false;
              await other.addEpoch();
              await other.addEpoch();
              await other.destroyEpoch(2);
            }
            return vault.putIfAbsent(...call);
          },
        },
      },
    });
    expect((await slow.addEpoch()).epoch).toBe(4);
    expect(await epochsOf(bench)).toEqual([1, 3, 4]);
    // What it left of epoch 2 opens nothing, and goes with the next destruction.
    await other.destroyEpoch(2);
    expect(await vault.epochs('tests')).toEqual([1, 3, 4]);
  });

  test('a reader who meets a destroyed epoch is told so, not that the vault is lost', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const operations = await bench.operations();
    for (let time = 0; time < 2; time++) await operations.addEpoch();
    // It has seen epochs 1 and 2 in the header, and opened neither.
    const keyring = await bench.keyring();
    await operations.rewrap(id);
    await operations.destroyEpoch(1);
    await expect(keyring.kek(1)).rejects.toMatchObject({ code: 'integrity_error', context: { epoch: 1 } });
    // The header records it, and the vault has lost it.
    await bench.vault.remove('tests', 2);
    await expect(keyring.kek(2)).rejects.toMatchObject({ code: 'vault_missing', context: { epoch: 2 } });
  });

  test('a load whose head is of before, while its epoch was rewrapped and destroyed, is made again', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const operations = await bench.operations();
    await operations.addEpoch();
    const { backend } = bench;
    const { load } = backend;
    const keyring = await bench.keyring();
    const cold = createTestDialogueStore({ backend, keyring, sources: bench.sources() });
    backend.load = async (...call) => {
      backend.load = load;
      const before = await load.apply(backend, call);
      await operations.rewrap(id);
      await operations.destroyEpoch(1);
      return before;
    };
    expect((await cold.load(id)).state.list('perspective')).toHaveLength(3);
  });
});

describe('what a caller without types may ask for', () => {
  test('an epoch that is no number is refused before any vault is asked', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const { vault } = bench;
    const operations = await bench.operations();
    await operations.addEpoch();
    // A vault over text: '1' is 1.
    const [get, remove] = [vault.get.bind(vault), vault.remove.bind(vault)];
    const numberOf = (epoch: unknown): number => Number(epoch);
    vault.get = (tenant, epoch, options) => get(tenant, numberOf(epoch), options);
    vault.remove = (tenant, epoch, options) => remove(tenant, numberOf(epoch), options);
    for (const epoch of ['1', 1.5, NaN, null, undefined, [1], -1, 0]) {
      const call = operations.destroyEpoch(epoch as number);
      await expect(call, String(epoch)).rejects.toMatchObject({ code: 'invalid_argument' });
    }
    expect(await vault.epochs('tests')).toEqual([1, 2]);
  });
});

describe('what is put back while keys are administered', () => {
  test('an old record is not sealed anew: re-sealing rests on what was verified', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store, 2);
    await store.registerItem(id, {
      type: 'tension',
      round: 0,
      label: 'l',
      description: 'd',
      contributors: ['brioche'],
    });
    const sort = 'tension#00#01';
    const [old] = await bench.engine.read([{ partition: `dialogue#${id}`, sort }]);
    await store.transitionItem(id, { target: 'T0001', status: 'resolved' });
    const operations = await bench.operations();
    await operations.rotateDataKey(id);
    const { load } = bench.backend;
    bench.backend.load = async (...call) => {
      const answer = await load.apply(bench.backend, call);
      await bench.engine.transact([{ action: 'put', partition: `dialogue#${id}`, sort, item: { ...old } }]);
      return answer;
    };
    const n = (await bench.backend.head(id))?.n;
    await expect(operations.reseal(id)).rejects.toMatchObject({
      code: 'integrity_error',
      context: { reason: 'condition', keys: ['tension#00#01'] },
    });
    expect((await bench.backend.head(id))?.n).toBe(n);
  });
});

describe('erasing', () => {
  test('under a damaged log: the keys go, and nothing is certified', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    await bench.engine.remove([{ partition: `log#${id}`, sort: '2'.padStart(16, '0') }]);
    await expect((await bench.operations()).erase(id)).rejects.toMatchObject({
      code: 'integrity_error',
      context: { reason: 'log' },
    });
    await expect((await bench.store()).load(id)).rejects.toMatchObject({ code: 'key_erased' });
    const left = (await bench.backend.load(id)).records.filter(({ envelope }) => envelope[0] !== 0);
    expect(left.map(({ key }) => key)).toEqual(['key#log#0001']);
  });

  test('the id of an erased dialogue is not given to another', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    const first = await createWithFreeId(store, { title: 'Twice' }, 'slug');
    await (await bench.operations()).erase(first.dialogueId);
    const second = await createWithFreeId(store, { title: 'Twice' }, 'slug');
    expect([first.dialogueId, second.dialogueId]).toEqual([dialogueId('twice'), dialogueId('twice-2')]);
  });
});
