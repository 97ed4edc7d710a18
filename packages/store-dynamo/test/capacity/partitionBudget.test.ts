import { dialogueId } from '@colloquy/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commitOf, itemKey, itemKeys } from '../support/commits.ts';
import { largeCommitRequests } from '../support/largeCommit.ts';
import { openTwins } from '../support/twins.ts';

const seed = Number(process.env['COLLOQUY_SEED'] ?? 20_260_206);

test('small calls are one request each, and their units those of the formula', async () => {
  await using twins = await openTwins();
  const id = dialogueId('small');
  const calls = [
    [{ TransactWriteItems: 1 }, twins.call((backend) => backend.commit(id, commitOf(1, itemKeys(0, 98))))],
  ] as const;
  for (const [requests, call] of calls) expect((await call).measured.requests).toEqual(requests);
  for (const [requests, run] of [
    [{ GetItem: 1 }, (backend) => backend.head(id)],
    [{ TransactGetItems: 1 }, (backend) => backend.get(id, itemKeys(0, 97))],
    [{ TransactGetItems: 1 }, (backend) => backend.get(id, [itemKey(7), itemKey(70_000)])],
    [{ Query: 1 }, (backend) => backend.last(id, 'item#')],
    [{ Query: 1 }, (backend) => backend.last(id, 'none#')],
    [{ Query: 1 }, (backend) => backend.load(id)],
    [{ Query: 1 }, (backend) => backend.log(id, 1, 1)],
    // The end of the log is asked for as one with the head.
    [{ Query: 1, TransactGetItems: 1 }, (backend) => backend.log(id, 1, 10)],
    [{ Query: 1 }, (backend) => backend.log(dialogueId('nobody'), 1, 10)],
  ] satisfies readonly (readonly [object, Parameters<typeof twins.call>[0]])[]) {
    const { measured, departures } = await twins.call(run);
    expect(measured.requests).toEqual(requests);
    expect(departures).toEqual([]);
  }
});

test('a replaced record counts with the larger of its sizes, a check with what it looks at', async () => {
  await using twins = await openTwins();
  const id = dialogueId('replaced');
  const first = commitOf(1, [itemKey(0), itemKey(1)], 5000);
  const priors = new Map(first.changes.map((change) => [change.key, change.digest]));
  const second = commitOf(2, [itemKey(0)], 50);
  const [small] = second.changes;
  if (small === undefined) return expect.fail();
  const next = {
    ...second,
    changes: [{ ...small, prior: priors.get(itemKey(0)) ?? null }],
    checks: [{ key: itemKey(1), digest: priors.get(itemKey(1)) ?? null }],
  };
  for (const commit of [first, next]) {
    const { departures } = await twins.call((backend) => backend.commit(id, commit));
    expect(departures).toEqual([]);
  }
  // Head and entry, one unit each; twice 6 KB, the one written over, the other looked at. A transaction doubles all.
  const again = { ...commitOf(3, [itemKey(2)]), checks: next.checks };
  const { computed } = await twins.call((backend) => backend.commit(id, again));
  expect(computed.writeUnits).toBe(2 * (1 + 1 + 1 + 6));
});

test('a conflict is one request more, and the cancelled transaction is paid for', async () => {
  await using twins = await openTwins();
  const id = dialogueId('conflict');
  await twins.call((backend) => backend.commit(id, commitOf(1, itemKeys(0, 3))));
  const other = { ...commitOf(1, itemKeys(200, 1)), commitId: 'f'.repeat(32) };
  const { measured, computed } = await twins.call((backend) => backend.commit(id, other));
  expect(measured.requests).toEqual({ TransactWriteItems: 1, TransactGetItems: 1 });
  expect(computed.requests).toEqual(measured.requests);
  expect(measured.readUnits).toBe(computed.readUnits);
  // An error says nothing of units: the engine cannot be asked.
  expect([measured.writeUnits, computed.writeUnits]).toEqual([0, 6]);
});

test('a load is a query for each MB, and nothing else', async () => {
  await using twins = await openTwins();
  const id = dialogueId('large-load');
  for (let n = 1; n <= 5; n++)
    await twins.call((backend) => backend.commit(id, commitOf(n, itemKeys(n * 10, 10), 100_000)));
  const { measured, computed } = await twins.call((backend) => backend.load(id));
  // Five times ten items of 100 KB are 5 MB: six pages at the most, and five at the least. Where a page ends is the service's choice.
  const { Query = 0, ...others } = measured.requests;
  expect(others).toEqual({});
  expect(Query).toBeGreaterThanOrEqual(5);
  expect(Query).toBeLessThanOrEqual(6);
  // Each page rounds up by itself.
  expect(Math.abs(measured.readUnits - computed.readUnits)).toBeLessThanOrEqual(1);
});

test('a large commit: its conditions, one transaction, its records in batches; units by the formula', async () => {
  await using twins = await openTwins();
  let dialogues = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 99, max: 1000 }), fc.integer({ min: 0, max: 2500 }), async (records, bytes) => {
      const id = dialogueId(`large-${(dialogues += 1)}`);
      const commit = commitOf(1, itemKeys(0, records), bytes);
      const { measured, departures } = await twins.call((backend) => backend.commit(id, commit));
      const each = bytes + itemKey(0).length + 512;
      const chunks = Math.ceil(records / Math.floor((350 * 1024) / each));
      expect(measured.requests).toEqual(largeCommitRequests({ records, checks: 0, chunks }));
      expect(departures).toEqual([]);
    }),
    {
      seed,
      numRuns: 5,
      examples: [
        [99, 100],
        [1000, 2500],
        [198, 0],
      ],
    },
  );
});
