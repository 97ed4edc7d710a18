import { beforeEach, expect, test } from 'vitest';
import { encodeResidenceText } from '../../src/move/residenceText.ts';
import { createTestDialogueStore } from '../../src/testing/index.ts';
import type { DialogueStore } from '../../src/traits/DialogueStore.ts';
import type { Residence } from '../../src/traits/MigrationPort.ts';
import type { LogEntry } from '../../src/traits/PartitionStore.ts';
import { readLog } from '../../src/verify/readLog.ts';
import { b, cross, logIdOf, mover } from '../move/support/crossing.ts';
import { fill, id, KeyBench } from '../operations/support/bench.ts';

/*
 * A dialogue that has left, by the port of the backend in memory: residence, head and log as a mover leaves them, and what is left of them
 * by a purge.
 */

let bench = new KeyBench();

async function logOf(): Promise<readonly LogEntry[]> {
  const log: LogEntry[] = [];
  for await (const entry of readLog(bench.backend, id)) log.push(entry);
  return log;
}

async function open(trusted = { movers: [mover.verifier] }): Promise<DialogueStore> {
  const { backend } = bench;
  return createTestDialogueStore({ backend, keyring: await bench.keyring(), sources: bench.sources(), trusted });
}

async function change(from: Residence | null, to: Residence, entry?: LogEntry): Promise<void> {
  const head = await bench.backend.head(id);
  const stands = head === undefined ? null : { n: head.n, commitId: head.commitId };
  const changed = await bench.backend.migration.change(id, { from, to, head: stands, ...(entry && { entry }) });
  expect(changed.changed).toBe(true);
}

const residence = (status: Residence['status'], n: number, logId: string): Residence => ({
  status,
  move: encodeResidenceText({ moveId: '1'.repeat(32), other: b, logId, base: 0, n, whole: true }),
});

/** Leaves for another store; then, if asked to, everything but the log roots is removed. */
async function leave(upTo: 'moved' | 'purging' | 'purged'): Promise<void> {
  const { place } = await bench.keyring();
  const log = await logOf();
  const crossing = { kind: 'migrate.out', move: '1', source: { place, name: 'here' }, target: b } as const;
  const out = (await cross(log, { ...crossing, more: { dialogueId: id } })).at(-1);
  const of = (status: Residence['status']) => residence(status, log.length + 1, logIdOf(log));
  await change(null, of('moved'), out);
  if (upTo === 'moved') return;
  await change(of('moved'), of('purging'));
  const { records } = await bench.backend.migration.exportBatch(id, undefined);
  const removeRecords = records.map(({ key }) => key).filter((key) => !key.startsWith('key#log#'));
  const batch = { entries: [], records: [], removeEntries: [], removeRecords };
  expect(await bench.backend.migration.writeBatch(id, of('purging'), batch)).toMatchObject({ written: true });
  if (upTo === 'purged') await change(of('purging'), of('purged'));
}

beforeEach(async () => {
  bench = new KeyBench();
  await fill(await bench.store());
});

const moved = { code: 'dialogue_moved', context: { moveId: '1'.repeat(32), place: b.place, name: b.name } };

test('a moved dialogue is read with a notice, and its residence and its log refuse writes alike', async () => {
  await leave('moved');
  const store = await open();
  const { n } = await store.load(id);
  expect((await store.load(id)).moved).toEqual({ moveId: '1'.repeat(32), place: b.place, name: b.name, n });
  const write = store.createRound(id, { round: 1, title: 'Too late', panel: [] });
  await expect(write).rejects.toMatchObject({ ...moved, context: { ...moved.context, n, status: 'moved' } });
  expect((await store.verify(id)).findings).toEqual([]);
});

test.each(['purging', 'purged'] as const)(
  'of a %s dialogue the log is there, and is verified with keys',
  async (status) => {
    const before = await logOf();
    await leave(status);
    const n = before.length + 1;
    const store = await open();
    for (const read of [
      store.load(id),
      store.get(id),
      store.createRound(id, { round: 1, title: 'Too late', panel: [] }),
    ]) {
      await expect(read).rejects.toMatchObject({ ...moved, context: { ...moved.context, n, status } });
    }
    const { entries } = await store.history(id, 1, 100);
    expect(entries.map(({ kind }) => kind).slice(-2)).toEqual(['register-item', 'migrate.out']);
    expect(await store.outcome(id, { n: 2, commitId: before[1]?.commitId ?? '' })).toMatchObject({ outcome: 'landed' });
    expect(await store.outcome(id, { n, commitId: '0'.repeat(32) })).toMatchObject({ outcome: 'dead' });
    const report = await store.verify(id);
    expect(report).toMatchObject({ ok: true, n, entries: n, records: 0, location: { at: 'transit' } });
    expect(report.boundaries.map(({ kind, signedBy }) => [kind, signedBy.name])).toEqual([
      ['migrate.out', 'tests/mover'],
    ]);
  },
);

test('what is changed in the log of a purged dialogue is found', async () => {
  await leave('purged');
  const place = { partition: `log#${id}`, sort: '2'.padStart(16, '0') };
  const [item = {}] = await bench.engine.read([place]);
  const auth = (item['auth'] as Uint8Array).map((byte) => byte ^ 1);
  await bench.engine.transact([{ action: 'put', ...place, item: { ...item, auth } }]);
  const { findings } = await (await open()).verify(id);
  expect(findings.map(({ kind, n }) => [kind, n])).toEqual([['entry_mac', 2]]);
  const strangers = await (await open({ movers: [] })).verify(id);
  expect(strangers.findings.map(({ kind }) => kind)).toEqual(['entry_mac', 'entry_mover']);
});

test('without its log root a purged log is told to be unreadable, and refused', async () => {
  await leave('purged');
  await bench.engine.transact([{ action: 'delete', partition: `dialogue#${id}`, sort: 'key#log#0001' }]);
  const { findings } = await (await open()).verify(id);
  expect(findings.map(({ kind }) => kind)).toContain('keys_unreadable');
  await expect((await open()).history(id, 1, 1)).rejects.toMatchObject({ context: { reason: 'key_record' } });
});
