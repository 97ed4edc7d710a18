import { describe, expect, test } from 'vitest';
import { ColloquyError } from '../../src/errors/index.ts';
import type { StoredRecord } from '../../src/traits/PartitionStore.ts';
import { id, fill, KeyBench } from './support/bench.ts';

async function recordsOf({ backend }: KeyBench): Promise<ReadonlyMap<string, StoredRecord>> {
  return new Map((await backend.load(id)).records.map((record) => [record.key, record]));
}

async function put({ engine }: KeyBench, record: StoredRecord): Promise<void> {
  const { key, digest, attributes, envelope } = record;
  const item = { key, digest, attributes, envelope };
  await engine.transact([{ action: 'put', partition: `dialogue#${id}`, sort: key, item }]);
}

const refusal = { code: 'key_erased', context: { dialogueId: id } };

describe('erasing a dialogue', () => {
  test('overwrites its data keys and every record; log and log root stay, and verify', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store, 4);
    const operations = await bench.operations();
    await operations.rotateDataKey(id);
    const before = await recordsOf(bench);
    const n = (await store.load(id)).n;
    const { certificate } = await operations.erase(id);
    expect(certificate).toMatchObject({
      certificate: 'colloquy/v1/erasure',
      tenant: 'tests',
      dialogueId: id,
      n: n + 1,
      epoch: 1,
      effectiveAt: undefined,
      removed: { wraps: 2, records: before.size - 3 },
    });
    expect(certificate.logId).toMatch(/^[0-9a-f]{32}$/);
    const after = await recordsOf(bench);
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect(after.get('key#log#0001')).toEqual(before.get('key#log#0001'));
    for (const [key, { envelope, attributes }] of after) {
      if (key === 'key#log#0001') continue;
      expect([key, Buffer.from(envelope).toString(), attributes]).toEqual([key, '\0colloquy/v1/tombstone', {}]);
    }
    for (const each of [store, await bench.store()]) {
      const report = await each.verify(id);
      expect(report).toMatchObject({ ok: true, erased: n + 1, findings: [] });
      expect(report.logHead).toBe(certificate.lastEntryHash);
      expect((await each.history(id, 1, 1000)).entries.slice(-2).map(({ kind }) => kind)).toEqual(['erase', 'erase']);
    }
  });

  test('from then on every use says key_erased: in a store that had it open, in a handle, in a new one', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store);
    const handle = await store.open(id);
    await (await bench.operations()).erase(id);
    for (const each of [store, await bench.store()]) {
      await expect(each.load(id)).rejects.toMatchObject(refusal);
      await expect(each.open(id)).rejects.toMatchObject(refusal);
      await expect(each.get(id)).rejects.toMatchObject(refusal);
      await expect(each.item(id, 'P0001')).rejects.toMatchObject(refusal);
      await expect(each.item(id, 'P0099')).rejects.toMatchObject(refusal);
      await expect(each.create(id, { title: 'Again' })).rejects.toMatchObject(refusal);
      await expect(each.setDialogueStatus(id, { status: 'converged' })).rejects.toMatchObject(refusal);
      await expect(each.importDocument(id, { format: 'x' })).rejects.toMatchObject({ code: 'batch_validation_failed' });
    }
    await expect(handle.refresh()).rejects.toMatchObject(refusal);
    const operations = await bench.operations();
    await expect(operations.rotateDataKey(id)).rejects.toMatchObject(refusal);
    await expect(operations.reseal(id)).rejects.toMatchObject(refusal);
  });

  test('erasing again does nothing, and certifies the same', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const operations = await bench.operations();
    const first = await operations.erase(id);
    const again = await (await bench.operations()).erase(id);
    expect(again.certificate).toEqual({ ...first.certificate, removed: { wraps: 0, records: 0 } });
  });

  test('what a restore brings back is found, opens nothing, and is removed by erasing again', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const before = await recordsOf(bench);
    await (await bench.operations()).erase(id);
    for (const key of ['key#dek#0001', 'perspective#00#01']) {
      const record = before.get(key);
      if (record !== undefined) await put(bench, record);
    }
    const store = await bench.store();
    await expect(store.load(id)).rejects.toMatchObject(refusal);
    expect((await store.verify(id)).findings).toMatchObject([
      { kind: 'record_replayed', key: 'key#dek#0001' },
      { kind: 'record_replayed', key: 'perspective#00#01' },
    ]);
    expect((await (await bench.operations()).erase(id)).certificate.removed).toEqual({ wraps: 0, records: 1 });
    expect((await (await bench.store()).verify(id)).findings).toEqual([]);
    expect(Buffer.from((await recordsOf(bench)).get('key#dek#0001')?.envelope ?? []).toString()).toContain('tombstone');
  });

  test('a wrap that is missing without an erasure is an integrity error, as is a tombstone in its place', async () => {
    const bench = new KeyBench();
    const other = new KeyBench();
    for (const each of [bench, other]) await fill(await each.store());
    await (await other.operations()).erase(id);
    const tombstone = (await recordsOf(other)).get('key#dek#0001');
    if (tombstone !== undefined) await put(bench, tombstone);
    await expect((await bench.store()).load(id)).rejects.toMatchObject({ code: 'integrity_error' });
    await bench.engine.remove([{ partition: `dialogue#${id}`, sort: 'key#dek#0001' }]);
    await expect((await bench.store()).load(id)).rejects.toMatchObject({ code: 'integrity_error' });
  });

  test('a dialogue whose records or data keys are damaged can be erased all the same', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const records = await recordsOf(bench);
    for (const key of ['key#dek#0001', 'perspective#00#01']) {
      const record = records.get(key);
      if (record !== undefined) await put(bench, { ...record, envelope: new Uint8Array(120).fill(7) });
    }
    await bench.engine.remove([{ partition: `dialogue#${id}`, sort: 'perspective#00#02' }]);
    await (await bench.operations()).erase(id);
    expect((await (await bench.store()).verify(id)).findings).toEqual([]);
  });

  test('a head that says so without the dialogue’s key is an integrity error, not key_erased', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const place = { partition: `dialogue#${id}`, sort: '#head' };
    const [head] = await bench.engine.read([place]);
    const text = Buffer.from(head?.['header'] as Uint8Array)
      .toString()
      .replace(',"kind"', ',"erased":2,"kind"');
    await bench.engine.transact([
      { action: 'put', ...place, item: { ...head, header: new Uint8Array(Buffer.from(text)) } },
    ]);
    await expect((await bench.store()).load(id)).rejects.toMatchObject({ code: 'integrity_error' });
  });

  test('its log root is rewrapped, so that the epoch can be destroyed and the log still verifies', async () => {
    const bench = new KeyBench();
    await fill(await bench.store());
    const operations = await bench.operations();
    await operations.erase(id);
    await operations.addEpoch();
    expect(await operations.rewrap(id)).toMatchObject({ keys: 1, epoch: 2 });
    await operations.destroyEpoch(1);
    expect((await (await bench.store()).verify(id)).findings).toEqual([]);
    await expect((await bench.store()).load(id)).rejects.toMatchObject(refusal);
  });

  test('in bounded commits, with progress; interrupted anywhere it goes on, and no record opens from the first commit on', async () => {
    const bench = new KeyBench(100);
    const store = await bench.store();
    await fill(store, 20);
    const { commit } = bench.backend;
    for (const fails of [1, 2]) {
      let sent = 0;
      bench.backend.commit = async (...call) => {
        sent += 1;
        if (sent === fails) throw new ColloquyError('backend_unavailable', 'cut off here');
        return commit.apply(bench.backend, call);
      };
      await expect((await bench.operations()).erase(id)).rejects.toMatchObject({ code: 'backend_unavailable' });
      if (fails === 2) await expect(store.load(id)).rejects.toMatchObject(refusal);
    }
    bench.backend.commit = commit;
    const seen: unknown[] = [];
    await (await bench.operations()).erase(id, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toMatchObject({ done: expect.any(Number) as number });
    expect((await (await bench.store()).verify(id)).findings).toEqual([]);
  });
});
