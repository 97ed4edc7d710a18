import { expect, test } from 'vitest';
import type { DialogueId } from '../../../src/address/DialogueId.ts';
import { ColloquyError } from '../../../src/errors/index.ts';
import { eachOf } from '../../../src/move/whole/eachOf.ts';
import { cutOversOf, totalsOf, type DialogueReport } from '../../../src/move/whole/MoveReport.ts';
import { FaultWatch } from '../../../src/move/whole/targetFaults.ts';

const id = (at: number): DialogueId => `d-${at}` as DialogueId;

test('percentiles are those of the nearest rank', () => {
  const taken = (...all: readonly number[]): DialogueReport[] =>
    all.map((cutOverMs, at) => ({ dialogueId: id(at), outcome: 'moved', cutOverMs, cutOverBy: 'monotonic' }));
  expect(cutOversOf([], 0)).toEqual({ count: 0, p50Ms: 0, p95Ms: 0, maxMs: 0, waitedMs: 0 });
  expect(cutOversOf(taken(5), 1.23456)).toEqual({ count: 1, p50Ms: 5, p95Ms: 5, maxMs: 5, waitedMs: 1.235 });
  expect(cutOversOf(taken(9, 1, 5, 3), 0)).toMatchObject({ p50Ms: 3, p95Ms: 9, maxMs: 9 });
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(cutOversOf(taken(...hundred), 0)).toMatchObject({ count: 100, p50Ms: 50, p95Ms: 95, maxMs: 100 });
});

test('totals count every outcome that they name, and sum what came', () => {
  const sized = { records: 3, entries: 2, bytes: 100 };
  const reports: DialogueReport[] = [
    { dialogueId: id(1), outcome: 'moved', ...sized },
    { dialogueId: id(2), outcome: 'moved', ...sized },
    { dialogueId: id(3), outcome: 'skipped', n: 4 },
    { dialogueId: id(4), outcome: 'refused', ...sized },
    { dialogueId: id(5), outcome: 'cancelled' },
    { dialogueId: id(6), outcome: 'in-transit' },
  ];
  expect(totalsOf(reports)).toEqual({
    moved: 2,
    skipped: 1,
    refused: 1,
    cancelled: 1,
    records: 6,
    entries: 4,
    bytes: 200,
  });
});

test('eachOf keeps its bound, ends with the first failure, and waits for what is under way', async () => {
  let [running, most] = [0, 0];
  const done: number[] = [];
  const work = async (item: number): Promise<void> => {
    most = Math.max(most, (running += 1));
    for (let turn = 0; turn < item; turn++) await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (item === 3) throw new Error('three');
    done.push(item);
  };
  await expect(eachOf([9, 1, 3, 1, 2, 2, 2], 2, work)).rejects.toThrow('three');
  expect([most, running, done.includes(9)]).toEqual([2, 0, true]);
  const listing = async function* (): AsyncGenerator<number> {
    yield 5;
    throw new Error('list');
  };
  await expect(eachOf(listing(), 4, work)).rejects.toThrow('list');
  expect(done.at(-1)).toBe(5);
});

test('a fault is known by who has thrown it, also behind others, and only if others would meet it', async () => {
  const fault = new ColloquyError('storage_full', 'full');
  const passing = new ColloquyError('revision_conflict', 'busy');
  const port = Object.freeze({ change: async () => Promise.reject(fault) });
  const backend = Object.freeze({ migration: port, log: async () => Promise.reject(passing) });
  const header = { read: async () => new Uint8Array(1) };
  const watch = new FaultWatch();
  const store = watch.over({ backend, header, name: 'there' } as unknown as Parameters<FaultWatch['over']>[0]);
  expect(watch.faultIn(fault)).toBeUndefined();
  await expect(store.backend.migration?.change(id(1), {} as never)).rejects.toBe(fault);
  await expect(store.backend.log(id(1), 1, 1)).rejects.toBe(passing);
  expect(await store.header.read()).toEqual(new Uint8Array(1));
  const wrapped = new ColloquyError('storage_full', 'taken back', { cause: new Error('outer', { cause: fault }) });
  expect(watch.faultIn(wrapped)).toBe(fault);
  expect(watch.faultIn(passing)).toBeUndefined();
  expect(watch.faultIn(new ColloquyError('storage_full', 'the source'))).toBeUndefined();
});
