import { describe, expect, test } from 'vitest';
import { EphemeralKeyProvider } from '../../src/keys/EphemeralKeyProvider.ts';
import { decodeStoreHeader } from '../../src/keys/storeHeader.ts';
import { dialogueId } from '../../src/address/DialogueId.ts';
import { id, fill, KeyBench } from './support/bench.ts';

async function epochsOf({ backend }: KeyBench): Promise<readonly number[]> {
  const bytes = await backend.header.read();
  return decodeStoreHeader(bytes ?? new Uint8Array(0)).epochs.map(([epoch]) => epoch);
}

describe('a new epoch', () => {
  test('is the next number, once: in the vault, then in the header; new dialogues are wrapped under it at once', async () => {
    const bench = new KeyBench();
    const keyring = await bench.keyring();
    const store = await bench.store();
    await fill(store);
    const operations = await bench.operations(keyring);
    const { epoch, kekId } = await operations.addEpoch();
    expect([epoch, await epochsOf(bench), await bench.vault.epochs('tests')]).toEqual([2, [1, 2], [1, 2]]);
    expect((await keyring.newest()).kekId).toBe(kekId);
    const other = dialogueId('after');
    // Also by a store that was opened before.
    await store.create(other, { title: 'After' });
    const [old, young] = [await bench.backend.head(id), await bench.backend.head(other)];
    expect(Buffer.from(old?.header ?? []).toString()).toContain('"epoch":1');
    expect(Buffer.from(young?.header ?? []).toString()).toContain('"epoch":2');
  });

  test('that was begun and interrupted is carried on with the material that it had made', async () => {
    const bench = new KeyBench();
    await bench.keyring();
    const header = decodeStoreHeader((await bench.backend.header.read()) ?? new Uint8Array(0));
    const scope = { storeId: header.storeId, tenant: 'tests', epoch: 2 };
    const material = await bench.provider.createEpoch(scope);
    await bench.vault.putIfAbsent('tests', 2, material);
    const { kekId } = await (await bench.operations()).addEpoch();
    expect(kekId).toBe((await bench.provider.openEpoch(scope, material)).kekId);
  });

  test('of two at once both end with the same', async () => {
    const bench = new KeyBench();
    const [a, b] = [await bench.operations(), await bench.operations()];
    const epochs = await Promise.all([a.addEpoch(), b.addEpoch()]);
    expect(epochs[0]).toEqual(epochs[1]);
    expect(await epochsOf(bench)).toEqual([1, 2]);
  });

  test('is refused to a provider with another master key, and to a store without a header', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const strange = { ...bench.keys, provider: new EphemeralKeyProvider() };
    const { createTestKeyOperations } = await import('../../src/testing/index.ts');
    const keyring = await bench.keyring();
    const operations = createTestKeyOperations({
      backend: bench.backend,
      keys: strange,
      keyring,
      sources: bench.sources(),
    });
    // Nothing can tell yet: this provider has no id. What it makes opens nothing of what is stored, and nothing of that is lost.
    const { epoch } = await operations.addEpoch();
    expect(epoch).toBe(2);
    await expect(keyring.newest()).rejects.toMatchObject({ code: 'wrong_key' });
    expect((await (await bench.store().catch(() => undefined))?.load(id))?.n).toBeUndefined();
  });
});

describe('rewrapping', () => {
  test('moves the wraps of a dialogue under the newest epoch, and touches no other record', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store);
    const operations = await bench.operations();
    await operations.rotateDataKey(id);
    const before = await bench.backend.load(id);
    expect(await operations.rewrap(id)).toMatchObject({ n: before.head?.n, epoch: 1, keys: 0 });
    await operations.addEpoch();
    expect(await operations.rewrap(id)).toMatchObject({ n: (before.head?.n ?? 0) + 1, epoch: 2, keys: 3 });
    const after = await bench.backend.load(id);
    const changed = after.records.filter(({ digest }, at) => digest !== before.records[at]?.digest);
    expect(changed.map(({ key }) => key)).toEqual(['key#dek#0001', 'key#dek#0002', 'key#log#0001']);
    for (const { envelope } of changed) expect([...envelope.subarray(4, 8)]).toEqual([0, 0, 0, 2]);
    for (const each of [store, await bench.store()]) expect((await each.verify(id)).findings).toEqual([]);
    expect(await operations.rewrap(id)).toMatchObject({ keys: 0 });
  });

  test('replaces a wrap only where the one that was opened still stands', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store);
    const operations = await bench.operations();
    await operations.addEpoch();
    const place = { partition: `dialogue#${id}`, sort: 'key#dek#0001' };
    const { commit } = bench.backend;
    let exchanged = false;
    bench.backend.commit = async (...call) => {
      const [item] = await bench.engine.read([place]);
      if (!exchanged)
        await bench.engine.transact([{ action: 'put', ...place, item: { ...item, digest: 'f'.repeat(64) } }]);
      exchanged = true;
      return commit.apply(bench.backend, call);
    };
    await expect(operations.rewrap(id)).rejects.toMatchObject({ code: 'integrity_error' });
    const [item] = await bench.engine.read([place]);
    expect(Buffer.from(item?.['envelope'] as Uint8Array)[7]).toBe(1);
  });
});

describe('destroying an epoch', () => {
  test('is refused while a dialogue is under it, while it is the latest, and when it never was', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store);
    const operations = await bench.operations();
    await expect(operations.destroyEpoch(1)).rejects.toMatchObject({ code: 'invalid_argument' });
    await operations.addEpoch();
    await expect(operations.destroyEpoch(1)).rejects.toMatchObject({
      code: 'epoch_in_use',
      context: { epoch: 1, dialogues: 1, first: [id] },
    });
    for (const epoch of [0, 2, 3]) {
      await expect(operations.destroyEpoch(epoch)).rejects.toMatchObject({ code: 'invalid_argument' });
    }
    expect([await epochsOf(bench), await bench.vault.epochs('tests')]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect((await store.load(id)).dialogueId).toBe(id);
  });

  test('is refused when a head says that it is under a later one and its keys do not open there', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const operations = await bench.operations();
    await operations.addEpoch();
    const place = { partition: `dialogue#${id}`, sort: '#head' };
    const [head] = await bench.engine.read([place]);
    const text = Buffer.from(head?.['header'] as Uint8Array)
      .toString()
      .replace('"epoch":1', '"epoch":2');
    await bench.engine.transact([
      { action: 'put', ...place, item: { ...head, header: new Uint8Array(Buffer.from(text)) } },
    ]);
    await expect(operations.destroyEpoch(1)).rejects.toMatchObject({ code: 'integrity_error' });
    expect(await bench.vault.epochs('tests')).toEqual([1, 2]);
  });

  test('takes it out of header and vault, says so, and leaves every dialogue readable', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store);
    const operations = await bench.operations();
    const { kekId } = await (await bench.keyring()).kek(1);
    await operations.addEpoch();
    await operations.rewrap(id);
    const certificate = await operations.destroyEpoch(1);
    expect(certificate).toMatchObject({
      certificate: 'colloquy/v1/epoch-destruction',
      tenant: 'tests',
      epoch: 1,
      kekId,
      dialogues: 1,
    });
    expect(certificate.statements.join(' ')).toContain('7 to 30 days');
    expect([await epochsOf(bench), await bench.vault.epochs('tests')]).toEqual([[2], [2]]);
    for (const each of [store, await bench.store()]) expect((await each.load(id)).dialogueId).toBe(id);
    await expect(operations.destroyEpoch(1)).rejects.toMatchObject({ code: 'invalid_argument' });
    // The next one is a new number.
    expect((await operations.addEpoch()).epoch).toBe(3);
  });

  test('that was interrupted after the header is carried on', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const operations = await bench.operations();
    await operations.addEpoch();
    await operations.rewrap(id);
    const { remove } = bench.vault;
    bench.vault.remove = async () => Promise.reject(new Error('gone'));
    await expect(operations.destroyEpoch(1)).rejects.toThrow('gone');
    expect([await epochsOf(bench), await bench.vault.epochs('tests')]).toEqual([[2], [1, 2]]);
    bench.vault.remove = remove;
    await operations.destroyEpoch(1);
    expect(await bench.vault.epochs('tests')).toEqual([2]);
  });
});
