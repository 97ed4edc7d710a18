import { describe, expect, test } from 'vitest';
import { keyVersionOf } from '../../src/envelope/index.ts';
import { id, fill, KeyBench } from './support/bench.ts';

async function versionsOf({ backend }: KeyBench): Promise<ReadonlyMap<string, number | undefined>> {
  const { records } = await backend.load(id);
  return new Map(records.map(({ key, envelope }) => [key, keyVersionOf(envelope)]));
}

async function headOf({ backend }: KeyBench): Promise<Record<string, unknown>> {
  const head = await backend.head(id);
  return JSON.parse(Buffer.from(head?.header ?? []).toString()) as Record<string, unknown>;
}

describe('rotating and re-sealing a data key', () => {
  test('new writes are under the new key, old records under the old one, and everything opens', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store);
    const before = await store.load(id);
    const operations = await bench.operations();
    expect(await operations.rotateDataKey(id)).toMatchObject({ dialogueId: id, n: before.n + 1, keyVersion: 2 });
    expect(await headOf(bench)).toMatchObject({ kind: 'key.rotate', dek: 2, dekMin: 1, n: before.n + 1 });
    await store.registerExpert(id, { slug: 'bagel', role: 'Later', tier: 'Core', source: 'pool', relevance: 1 });
    const versions = await versionsOf(bench);
    expect(versions.get('expert#bagel')).toBe(2);
    expect(versions.get('expert#brioche')).toBe(1);
    for (const each of [store, await bench.store()]) {
      const { state } = await each.load(id);
      expect(state.list('expert').map((expert) => expert.id)).toEqual(['bagel', 'brioche']);
      expect((await each.item(id, 'P0001'))?.value.label).toBe('Perspective 0');
      expect((await each.verify(id)).findings).toEqual([]);
    }
  });

  test('re-sealing brings every record under the newest key, with the same content, and retires the others', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store, 8);
    const operations = await bench.operations();
    await operations.rotateDataKey(id);
    await operations.rotateDataKey(id);
    const before = await store.load(id);
    const records = (await bench.backend.load(id)).records.filter(({ key }) => !key.startsWith('key#'));
    const seen: unknown[] = [];
    const result = await operations.reseal(id, { onProgress: (progress) => seen.push(progress) });
    expect(result).toMatchObject({ records: records.length, commits: 2, retired: [1, 2] });
    expect(seen).toEqual([
      { done: 0, total: records.length },
      { done: records.length, total: records.length },
    ]);
    const versions = await versionsOf(bench);
    for (const [key, version] of versions) if (!key.startsWith('key#')) expect(version, key).toBe(3);
    expect(await headOf(bench)).toMatchObject({ kind: 'key.retire', dek: 3, dekMin: 3 });
    for (const each of [store, await bench.store()]) {
      const after = await each.load(id);
      expect([...after.state.entries()]).toEqual([...before.state.entries()]);
      expect(await each.verify(id)).toMatchObject({ ok: true, findings: [] });
    }
    // A repeated call answers with the n of the first, not of what sealed its memory anew.
    expect((await store.create(id, { title: 'About keys' }, { operationId: 'create' })).n).toBe(1);
    const again = await operations.reseal(id);
    expect(again).toMatchObject({ records: 0, commits: 0, retired: [] });
  });

  test('what was put back from before is refused: its version is below the minimum', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store);
    const old = (await bench.backend.load(id)).records.find(({ key }) => key === 'perspective#00#01');
    const operations = await bench.operations();
    await operations.rotateDataKey(id);
    await operations.reseal(id);
    await bench.engine.transact([
      { action: 'put', partition: `dialogue#${id}`, sort: 'perspective#00#01', item: { ...old } },
    ]);
    for (const each of [store, await bench.store()]) {
      await expect(each.item(id, 'P0001')).rejects.toMatchObject({ code: 'integrity_error' });
      await expect(each.load(id)).rejects.toMatchObject({ code: 'integrity_error' });
      const { findings } = await each.verify(id);
      expect(findings).toMatchObject([{ kind: 'record_replayed', key: 'perspective#00#01' }]);
    }
  });

  test('a handle that was open goes on through rotation, re-sealing and a new epoch', async () => {
    const bench = new KeyBench(7);
    const store = await bench.store();
    await fill(store);
    const handle = await store.open(id);
    const operations = await bench.operations();
    await operations.rotateDataKey(id);
    await handle.refresh();
    await operations.reseal(id);
    await operations.addEpoch();
    await operations.rewrap(id);
    await store.registerExpert(id, { slug: 'bagel', role: 'Later', tier: 'Core', source: 'pool', relevance: 1 });
    const { state } = await handle.refresh();
    expect(state.list('expert').map((expert) => expert.id)).toEqual(['bagel', 'brioche']);
  });

  test('64 versions in use are the most; re-sealing makes room', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store, 1);
    const operations = await bench.operations();
    for (let version = 2; version <= 64; version++) await operations.rotateDataKey(id);
    await expect(operations.rotateDataKey(id)).rejects.toMatchObject({
      code: 'limit_exceeded',
      context: { limit: 'dataKeyVersions', max: 64, actual: 64 },
    });
    // With all of them unknown, and as many keys as one read takes.
    const cold = await bench.store();
    await cold.registerItem(id, { type: 'claim', round: 0, label: 'l', content: 'c', contributors: ['brioche'] });
    expect((await cold.load(id)).state.list('claim')).toHaveLength(1);
    expect((await operations.reseal(id)).retired).toHaveLength(63);
    expect((await operations.rotateDataKey(id)).keyVersion).toBe(65);
    expect((await (await bench.store()).verify(id)).findings).toEqual([]);
  });

  test('writers that go on meanwhile lose nothing', async () => {
    const bench = new KeyBench(7);
    const store = await bench.store();
    await fill(store);
    const operations = await bench.operations();
    const work = (async () => {
      for (let time = 0; time < 5; time++) {
        await operations.rotateDataKey(id);
        await operations.reseal(id);
        await operations.addEpoch();
        await operations.rewrap(id);
      }
    })();
    const labels: string[] = [];
    for (let at = 0; at < 30; at++) {
      const label = `Meanwhile ${at}`;
      await store.registerItem(id, { type: 'claim', round: 0, label, content: 'c', contributors: ['brioche'] });
      labels.push(label);
    }
    await work;
    const { state } = await (await bench.store()).load(id);
    expect(state.list('claim').map(({ label }) => label)).toEqual(labels);
    expect((await (await bench.store()).verify(id)).findings).toEqual([]);
  });

  test('a dialogue that is not there is dialogue_not_found for every operation', async () => {
    const operations = await new KeyBench().operations();
    for (const call of [operations.rotateDataKey, operations.reseal, operations.rewrap, operations.erase]) {
      await expect(call(id)).rejects.toMatchObject({ code: 'dialogue_not_found' });
    }
  });
});
