import { expect, test } from 'vitest';
import { sha256Hex } from '../../../src/bytes/index.ts';
import { MemoryEngine, MemoryPartitionStore } from '../../../src/memory/index.ts';
import { copyDialogue, verifyCopy, type ArrivalRequest } from '../../../src/move/arrival/index.ts';
import { boundaryEntry } from '../../../src/move/boundaryEntry.ts';
import { MoverKeys } from '../../../src/move/MoverKeys.ts';
import { encodeResidenceText } from '../../../src/move/residenceText.ts';
import { createTestDialogueStore } from '../../../src/testing/index.ts';
import type { Batch, Residence } from '../../../src/traits/MigrationPort.ts';
import type { LogEntry } from '../../../src/traits/PartitionStore.ts';
import { batchBytesOf } from '../../../src/adapter/batchLimits.ts';
import { readLog } from '../../../src/verify/readLog.ts';
import { fill, id, KeyBench } from '../../operations/support/bench.ts';
import { a, headerOf, logIdOf, mover, tenant } from '../support/crossing.ts';

const moveId = '7'.repeat(32);
const text = (other: typeof a, logId: string, n: number): string =>
  encodeResidenceText({ moveId, other, logId, base: 0, n, whole: false });

/** A dialogue with real keys that has left its store for an empty one. */
async function leaving(bench: KeyBench) {
  const log: LogEntry[] = [];
  for await (const entry of readLog(bench.backend, id)) log.push(entry);
  const last = log.at(-1) as LogEntry;
  // Both stores have one header here, and the copy is opened where it is.
  const { place } = await bench.keyring();
  const there = { place, name: 'there' };
  const names = { dialogueId: id, tenant, logId: logIdOf(log), moveId, source: a, target: there };
  const own = { signer: mover, actor: 'mover', time: 1, commitId: new Uint8Array(16).fill(1) };
  const out = await boundaryEntry(headerOf(last), 'migrate.out', names, own);
  const target = new MemoryPartitionStore({ engine: new MemoryEngine() });
  const under: Residence = { status: 'importing', move: text(a, names.logId, 0) };
  await target.migration.change(id, { from: null, to: under, head: null });
  const moved: Residence = { status: 'moved', move: text(there, names.logId, out.n) };
  const head = { n: last.n, commitId: last.commitId };
  await bench.backend.migration.change(id, { from: null, to: moved, head, entry: out });
  const movers = new MoverKeys([mover.verifier]);
  const stores = { source: bench.backend, target };
  const move: ArrivalRequest = { id, ...stores, under, base: 0, whole: false, out: out.n, tenant, movers };
  return { move, target, out, names, own };
}

test('a dialogue that has arrived opens, verifies and goes on with the keys that it had', async () => {
  const bench = new KeyBench();
  await fill(await bench.store());
  const before = await bench.backend.load(id);
  const { move, target, out, names, own } = await leaving(bench);
  await copyDialogue(move);
  const verified = await verifyCopy(move);
  if (verified.outcome !== 'verified') throw new Error(verified.outcome);
  const body = { ...names, copied: verified.copied };
  const arrived = await boundaryEntry(headerOf(out), 'migrate.in', body, {
    ...own,
    commitId: new Uint8Array(16).fill(2),
  });
  await target.migration.change(id, { from: move.under, to: null, head: null, entry: arrived });
  expect((await target.load(id)).records).toEqual(before.records);
  const keyring = await bench.keyring();
  const trusted = { movers: [mover.verifier] };
  const store = createTestDialogueStore({ backend: target, keyring, sources: bench.sources(), trusted });
  expect(await store.verify(id)).toMatchObject({ ok: true });
  // An operation that was done at the source is known at the target.
  const again = await store.create(id, { title: 'About keys' }, { operationId: 'create' });
  expect(again.n).toBe(1);
  await store.registerExpert(id, { slug: 'muffin', role: 'Porter', tier: 'Core', source: 'pool', relevance: 1 });
  expect(await store.verify(id)).toMatchObject({ ok: true });
});

test('large records travel in batches of 3 MiB and 99 rows, and none is larger', async () => {
  const bench = new KeyBench();
  const store = await bench.store();
  await fill(store, 0);
  for (let at = 0; at < 14; at++) {
    const content = 'x'.repeat(250_000);
    await store.registerItem(id, { type: 'perspective', round: 0, label: `${at}`, content, contributors: ['brioche'] });
  }
  const { move, target } = await leaving(bench);
  const sizes: number[] = [];
  const rows: number[] = [];
  const port = target.migration;
  const writeBatch: typeof port.writeBatch = async (dialogue, under, batch: Batch, options) => {
    const all = [...batch.entries, ...batch.records];
    sizes.push(all.reduce((sum, row) => sum + batchBytesOf(row), 0));
    rows.push(all.length);
    return port.writeBatch(dialogue, under, batch, options);
  };
  const through = { log: target.log.bind(target), get: target.get.bind(target), migration: { ...port, writeBatch } };
  await copyDialogue({ ...move, target: through });
  expect(Math.max(...sizes)).toBeLessThanOrEqual(3 * 1024 * 1024);
  expect(Math.max(...sizes)).toBeGreaterThan(2.7 * 1024 * 1024);
  expect(Math.max(...rows)).toBeLessThanOrEqual(99);
  expect(sizes.length).toBe(2);
  const { copied } = (await verifyCopy(move)) as { copied: { records: number } };
  const { records } = await bench.backend.load(id);
  expect(copied.records).toBe(records.length);
  expect(records.every(({ digest, envelope }) => digest === sha256Hex(envelope))).toBe(true);
});
