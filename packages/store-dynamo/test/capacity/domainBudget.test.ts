import { createDialogueStore, dialogueId } from '@colloquy/core';
import { createTestKeyring } from '@colloquy/core/testing';
import { expect, test } from 'vitest';
import { estimateCapacity } from '../../src/index.ts';
import { create, singleWrites } from '../support/steps.ts';
import { openTwins } from '../support/twins.ts';

const id = dialogueId('budget');

test.each([true, false])(
  'a write is 1 TransactGetItems, at most 1 Query, 1 TransactWriteItems; units by the formula; keys known: %s',
  async (isKnown) => {
    await using twins = await openTwins();
    for (const { name, run } of [create, ...singleWrites]) {
      if (!isKnown) await twins.forget();
      const { measured, departures } = await twins.perform((store) => run(store, id));
      const { Query = 0, ...others } = measured.requests;
      expect([name, others]).toEqual([name, { TransactGetItems: 1, TransactWriteItems: 1 }]);
      expect([name, Query <= 1]).toEqual([name, true]);
      expect([name, departures]).toEqual([name, []]);
    }
  },
);

test('reads: a point is 1 TransactGetItems, a load 1 Query, an unchanged handle 1 GetItem of 1 unit', async () => {
  await using twins = await openTwins();
  for (const { run } of [create, ...singleWrites]) await twins.perform((store) => run(store, id));
  const point = await twins.perform((store) => store.get(id));
  expect(point.measured).toEqual({ requests: { TransactGetItems: 1 }, readUnits: 4, writeUnits: 0 });
  expect(point.departures).toEqual([]);
  const item = await twins.perform((store) => store.item(id, 'T0001'));
  expect([item.measured.requests, item.departures]).toEqual([{ TransactGetItems: 1 }, []]);
  const load = await twins.perform((store) => store.load(id));
  expect([load.measured.requests, load.departures]).toEqual([{ Query: 1 }, []]);
  const history = await twins.perform((store) => store.history(id, 1, 5));
  expect(history.departures).toEqual([]);

  const unchanged = await twins.perform(async (store) => {
    const handle = await store.open(id);
    await handle.refresh();
    await handle.refresh();
  });
  expect(unchanged.measured.requests).toEqual({ Query: 1, GetItem: 2 });
  expect(unchanged.measured.readUnits).toBe(load.measured.readUnits + 2);
  expect(unchanged.departures).toEqual([]);
});

test('a changed handle: 1 GetItem, 1 Query of the log, 1 TransactGetItems of what changed', async () => {
  await using twins = await openTwins();
  for (const { run } of [create, ...singleWrites]) await twins.perform((store) => run(store, id));
  const opened: { refresh(): Promise<unknown> }[] = [];
  await twins.perform(async (store) => opened.push(await store.open(id)));
  await twins.perform((store) => store.commentTension(id, { target: 'T0001', reason: 'Again.' }));
  const { measured, departures } = await twins.perform(() => (opened.shift() ?? expect.fail()).refresh());
  expect(measured.requests).toEqual({ GetItem: 1, Query: 1, TransactGetItems: 1 });
  expect(departures).toEqual([]);
});

test('a round: 1 Query for the load, 1 TransactWriteItems', async () => {
  await using twins = await openTwins();
  for (const { run } of [create, ...singleWrites]) await twins.perform((store) => run(store, id));
  const { measured, departures } = await twins.perform((store) =>
    store.registerRound(id, {
      round: 1,
      panel: [{ slug: 'muffin', source: 'retained' }],
      tensions: [{ label: 'Later', description: 'Raised later.', contributors: ['muffin'] }],
      complete: true,
    }),
  );
  expect(measured.requests).toEqual({ Query: 1, TransactWriteItems: 1 });
  expect(departures).toEqual([]);
});

test('a read that lost its ConsistentRead is found out by half of its units', async () => {
  await using twins = await openTwins((input) => {
    if ('ConsistentRead' in input) Reflect.deleteProperty(input, 'ConsistentRead');
    return input;
  });
  for (const { run } of [create, ...singleWrites]) await twins.perform((store) => run(store, id));
  const head = await twins.call((backend) => backend.head(id));
  expect(head.departures).toEqual(['read units: 0.5 instead of 1']);
  const load = await twins.call((backend) => backend.load(id));
  expect(load.departures).toEqual([`read units: ${load.computed.readUnits / 2} instead of ${load.computed.readUnits}`]);
  const last = await twins.call((backend) => backend.last(id, 'tension#'));
  expect(last.departures).toEqual(['read units: 0.5 instead of 1']);
  const log = await twins.call((backend) => backend.log(id, 1, 10));
  expect(log.departures).toHaveLength(1);
});

test('the example of estimateCapacity', async () => {
  const { store: backend, take } = estimateCapacity();
  const store = createDialogueStore({ backend, keyring: await createTestKeyring() });
  await store.create(dialogueId('nvidia-analysis'), { title: 'NVIDIA analysis' });
  expect(take()).toEqual({
    requests: { TransactGetItems: 1, Query: 1, TransactWriteItems: 1 },
    readUnits: 9,
    writeUnits: 15,
  });
});
