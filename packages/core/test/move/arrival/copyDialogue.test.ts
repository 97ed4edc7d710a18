import { describe, expect, test } from 'vitest';
import { copyDialogue, removeRecords, verifyCopy, type ArrivalRequest } from '../../../src/move/arrival/index.ts';
import type { Batch } from '../../../src/traits/MigrationPort.ts';
import { copiedOf } from './support/copiedOf.ts';
import { failure } from './support/failure.ts';
import { departed, id, Journey, tight } from './support/Journey.ts';
import { watched } from './support/watched.ts';

describe('all that is stored arrives, byte for byte', () => {
  test.each([
    ['at once', {}],
    ['in windows of three keys and batches of two rows', { limits: tight }],
    ['in batches of few bytes', { limits: { ...tight, batchRows: 99, batchBytes: 1 } }],
  ])('%s', async (_, more) => {
    const { journey, move } = await departed();
    const request = { ...move, ...more };
    expect(await copyDialogue(request)).toEqual({ outcome: 'copied', entries: 4, records: 7, bytes: 39 });
    expect(await journey.stops.b.dump()).toBe(await journey.stops.a.dump());
    expect(await verifyCopy(request)).toEqual({
      outcome: 'verified',
      repaired: false,
      copied: copiedOf(journey.expected),
    });
  });

  test('the same again changes nothing', async () => {
    const { journey, move } = await departed();
    await copyDialogue(move);
    const once = await journey.stops.b.dump();
    expect(await copyDialogue(move)).toMatchObject({ outcome: 'copied', entries: 4, records: 7 });
    expect(await journey.stops.b.dump()).toBe(once);
  });
});

describe('batches', () => {
  async function batchesOf(request: ArrivalRequest, journey: Journey): Promise<readonly Batch[]> {
    const batches: Batch[] = [];
    const target = watched(journey.stops.b, {
      before: (call, args) => {
        if (call === 'writeBatch') batches.push(args[2] as Batch);
      },
    });
    await copyDialogue({ ...request, target });
    return batches;
  }

  test('have entries first, ascending, then records in key order, and no more rows than they may', async () => {
    const { journey, move } = await departed();
    const batches = await batchesOf({ ...move, limits: tight }, journey);
    const rows = batches.map(({ entries, records }) => [
      ...entries.map(({ n }) => n),
      ...records.map(({ key }) => key),
    ]);
    expect(rows).toEqual([
      [1, 2],
      [3, 4],
      ['dialogue#main', 'key#dek#0001'],
      ['key#log#0001', 'perspective#00#01'],
      ['perspective#00#02', 'tension#01'],
      ['zeal#9'],
    ]);
    expect(batches.flatMap(({ removeEntries, removeRecords: keys }) => [...removeEntries, ...keys])).toEqual([]);
  });

  test('are full of bytes before they are full of rows', async () => {
    const { journey, move } = await departed();
    const one = await batchesOf({ ...move, limits: { ...tight, batchRows: 99, batchBytes: 1 } }, journey);
    expect(one.map(({ entries, records }) => entries.length + records.length)).toEqual(
      Array.from({ length: 11 }, () => 1),
    );
    expect(await batchesOf(move, journey)).toHaveLength(1);
  });
});

describe('a tail', () => {
  /** There, two commits, and on the way back. */
  async function onTheWayBack(): Promise<{ journey: Journey; move: ArrivalRequest }> {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    await copyDialogue(move);
    await journey.arrive(a, b, copiedOf(journey.expected));
    await journey.commit(b, { 'perspective#00#02': 'two, revised', 'tension#02': 'new' });
    await journey.commit(b, { 'tension#02': 'new, revised' });
    return { journey, move: await journey.depart(b, a) };
  }

  test('is the entries above the base, and what they changed last', async () => {
    const { journey, move } = await onTheWayBack();
    expect(move).toMatchObject({ base: 4, whole: true, out: 8 });
    for (const limits of [tight, undefined]) {
      const request = { ...move, ...(limits === undefined ? {} : { limits }) };
      expect(await copyDialogue(request)).toMatchObject({ entries: 4, records: 2 });
      expect(await verifyCopy(request)).toMatchObject({ repaired: false, copied: copiedOf(journey.expected) });
    }
    expect(await journey.stops.a.dump()).toBe(await journey.stops.b.dump());
  });

  test('over a purged copy is all records', async () => {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    const copied = copiedOf(journey.expected);
    await copyDialogue({ ...move, limits: tight });
    await journey.arrive(a, b, copied);
    const under = await journey.reside(a, 'purging');
    expect(await removeRecords({ id, store: a.backend, under, limits: tight })).toEqual({
      outcome: 'removed',
      records: 6,
    });
    expect(await a.keys()).toEqual(['key#log#0001']);
    await journey.reside(a, 'purged');
    a.whole = false;
    const back = await journey.depart(b, a);
    expect(back).toMatchObject({ base: 4, whole: false });
    expect(await copyDialogue(back)).toMatchObject({ entries: 2, records: 7 });
    expect(await a.dump()).toBe(await b.dump());
    expect(await verifyCopy(back)).toMatchObject({ repaired: false, copied });
  });

  test('goes on from the very entry that the target has at its base', async () => {
    for (const [change, expected] of [
      [{ auth: new Uint8Array(68) }, { code: 'integrity_error', reason: 'fork', n: 4 }],
      [null, { code: 'integrity_error', reason: 'target_record', n: 4, why: 'missing' }],
    ] as const) {
      const { journey, move } = await onTheWayBack();
      await journey.stops.a.tamper('entry', 4, change);
      const before = await journey.stops.a.dump();
      expect(await failure(copyDialogue(move))).toMatchObject(expected);
      expect(await journey.stops.a.dump()).toBe(before);
    }
  });
});

describe('interrupted', () => {
  test('before or after any request, and repeated: the same bytes', async () => {
    let requests = 0;
    const { journey, move } = await departed();
    await copyDialogue({ ...move, limits: tight, target: watched(journey.stops.b, { before: () => void requests++ }) });
    expect(requests).toBe(6);
    for (let at = 0; at < requests; at++) {
      for (const when of ['before', 'after'] as const) {
        const { journey: other, move: again } = await departed();
        let left = at;
        const die = () => {
          left -= 1;
          if (left < 0) throw new Error('the process is gone');
        };
        const watch =
          when === 'before'
            ? { before: die }
            : { after: (_: unknown, __: unknown, answer: unknown) => (die(), answer) };
        const target = watched(other.stops.b, watch);
        await expect(copyDialogue({ ...again, limits: tight, target })).rejects.toThrow('the process is gone');
        expect(await copyDialogue({ ...again, limits: tight })).toMatchObject({ outcome: 'copied', records: 7 });
        expect(await other.stops.b.dump(), `${when} ${at}`).toBe(await other.stops.a.dump());
      }
    }
  });

  test('by a signal: with its reason, and nothing more is asked', async () => {
    const { journey, move } = await departed();
    const controller = new AbortController();
    const asked: string[] = [];
    const target = watched(journey.stops.b, {
      before: (call) => {
        asked.push(call);
        controller.abort(new Error('enough'));
      },
    });
    const { signal } = controller;
    await expect(copyDialogue({ ...move, limits: tight, target, signal })).rejects.toThrow('enough');
    expect(asked).toEqual(['writeBatch']);
  });
});

describe('superseded', () => {
  test('where the claim has gone: not one row is written', async () => {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    await journey.cancel(a, b);
    expect(await copyDialogue({ ...move, limits: tight })).toEqual({ outcome: 'superseded', at: 'target' });
    expect(await b.dump()).toBe('');
  });

  test('where the claim goes between two batches', async () => {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    let batches = 0;
    const target = watched(b, {
      before: async (call) => {
        if (call === 'writeBatch' && ++batches === 3) await journey.cancel(a, b);
      },
    });
    expect(await copyDialogue({ ...move, limits: tight, target })).toEqual({ outcome: 'superseded', at: 'target' });
    expect(batches).toBe(3);
    expect(await b.keys()).toEqual([]);
    expect(await b.numbers()).toEqual([1, 2, 3, 4]);
  });

  test('where the source takes writes again, what they changed is no damage', async () => {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    await journey.cancel(a, b);
    await journey.commit(a, { 'zeal#9': 'changed since' });
    expect(await copyDialogue(move)).toEqual({ outcome: 'superseded', at: 'source' });
    expect(await verifyCopy(move)).toEqual({ outcome: 'superseded', at: 'target' });
    expect(await b.dump()).toBe('');
  });

  test('where the source was put back to a moment before it was left', async () => {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    const last = journey.log[2];
    await a.tamper('entry', 4, null);
    const head = { partition: `dialogue#${id}`, sort: '#head' };
    await a.engine.transact([
      { action: 'put', ...head, item: { n: 3, commitId: last?.commitId, header: last?.header, auth: last?.auth } },
    ]);
    expect(await copyDialogue(move)).toEqual({ outcome: 'superseded', at: 'source' });
    expect(await b.dump()).toBe('');
  });
});

test('every page and batch waits for its turn, and is told', async () => {
  const { move } = await departed();
  const loads: { readonly bytes: number; readonly rows: number }[] = [];
  const told: unknown[] = [];
  await copyDialogue({
    ...move,
    limits: tight,
    pace: async (load) => void loads.push(load),
    onProgress: (progress) => told.push(progress),
  });
  const rows = loads.reduce((sum, load) => sum + load.rows, 0);
  // Three windows and one pass for the entries: the log four times, each record once; and all of it written.
  expect(rows).toBe(4 * 4 + 7 + 4 + 7);
  expect(loads.every(({ bytes }) => bytes > 0)).toBe(true);
  expect(told.at(-1)).toEqual({ entries: 4, records: 7, bytes: 39 });
});

test('what cannot be copied is refused before anything is asked', async () => {
  const { journey, move } = await departed();
  const { get, log } = watched(journey.stops.a, {});
  expect(await failure(copyDialogue({ ...move, source: { get, log } }))).toMatchObject({
    code: 'move_refused',
    reason: 'no_capability',
  });
  expect(await failure(copyDialogue({ ...move, under: { status: 'importing', move: '{}' } }))).toMatchObject({
    code: 'invalid_argument',
    status: 'importing',
  });
});
