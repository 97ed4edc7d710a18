import { describe, expect, test } from 'vitest';
import {
  clearAbove,
  copyDialogue,
  removeRecords,
  verifyCopy,
  type ArrivalRequest,
} from '../../../src/move/arrival/index.ts';
import type { Residence } from '../../../src/traits/MigrationPort.ts';
import { tenant } from '../support/crossing.ts';
import { copiedOf } from './support/copiedOf.ts';
import { failure } from './support/failure.ts';
import { departed, id, movers, recordOf, tight, type Journey, type Stop } from './support/Journey.ts';
import { pagesOf, watched } from './support/watched.ts';

const clear = (at: Stop, under: Residence, { base, whole }: ArrivalRequest, more: object = {}) =>
  clearAbove({ id, target: at.backend, under, base, whole, tenant, movers, limits: tight, ...more });

/** At `b`, with a change of each kind, on the way back to `a`. */
async function onTheWayBack(purged = false): Promise<{ journey: Journey; move: ArrivalRequest }> {
  const { journey, move } = await departed();
  const { a, b } = journey.stops;
  await copyDialogue(move);
  await journey.arrive(a, b, copiedOf(journey.expected));
  if (purged) {
    const under = await journey.reside(a, 'purging');
    await removeRecords({ id, store: a.backend, under });
    await journey.reside(a, 'purged');
    a.whole = false;
  }
  await journey.commit(b, { 'perspective#00#02': 'two, revised', 'tension#02': 'new' });
  return { journey, move: await journey.depart(b, a) };
}

describe('an aborted target', () => {
  test('over nothing: everything goes, also what no log names', async () => {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    await copyDialogue(move);
    await b.tamper('record', 'aaa#1', recordOf('aaa#1', 'left over'));
    const under = await journey.cancel(a, b);
    expect(await clear(b, under, move)).toEqual({ outcome: 'cleared', entries: 4, records: 8 });
    expect(await b.dump()).toBe('');
    expect(await clear(b, under, move)).toEqual({ outcome: 'cleared', entries: 0, records: 0 });
  });

  test('over its base: what the base has stays, and nothing of the tail', async () => {
    const { journey, move } = await onTheWayBack();
    const { a, b } = journey.stops;
    const before = await a.dump();
    await copyDialogue(move);
    const under = await journey.cancel(b, a);
    expect(await clear(a, under, move)).toEqual({ outcome: 'cleared', entries: 3, records: 2 });
    expect(await a.numbers()).toEqual([1, 2, 3, 4]);
    const gone = before.split('\n').filter((line) => !line.includes('perspective#00#02 '));
    expect((await a.dump()).split('\n')).toEqual(gone);
  });

  test('over a purged base: the log roots stay', async () => {
    const { journey, move } = await onTheWayBack(true);
    const { a, b } = journey.stops;
    const before = await a.dump();
    expect(await a.keys()).toEqual(['key#log#0001']);
    expect(move).toMatchObject({ base: 4, whole: false });
    await copyDialogue(move);
    const under = await journey.cancel(b, a);
    await clear(a, under, move);
    expect(await a.dump()).toBe(before);
  });

  test('and the move that comes after brings it all again', async () => {
    for (const purged of [false, true]) {
      const { journey, move } = await onTheWayBack(purged);
      const { a, b } = journey.stops;
      await copyDialogue(move);
      const under = await journey.cancel(b, a);
      await clear(a, under, move);
      await journey.commit(b, { 'tension#02': 'newer' });
      const again = await journey.depart(b, a);
      expect(again).toMatchObject({ base: 4, whole: !purged });
      await copyDialogue(again);
      // A tail covers every tail before it: what was cleared is among what it copies.
      expect(await verifyCopy(again)).toMatchObject({ repaired: false, copied: copiedOf(journey.expected) });
    }
  });

  test('is cleared in batches, killed between any two, and repeated', async () => {
    for (let at = 0; at < 4; at++) {
      const { journey, move } = await onTheWayBack();
      const { a, b } = journey.stops;
      await copyDialogue(move);
      const under = await journey.cancel(b, a);
      let left = at;
      const target = watched(a, {
        before: (call) => {
          if (call === 'writeBatch') left -= 1;
          if (left < 0) throw new Error('the process is gone');
        },
      });
      const limits = { ...tight, batchRows: 1 };
      await expect(clear(a, under, move, { target, limits })).rejects.toThrow('the process is gone');
      await clear(a, under, move, { limits });
      expect(await a.numbers(), String(at)).toEqual([1, 2, 3, 4]);
      expect(await a.keys()).not.toContain('tension#02');
    }
  });

  test('that was claimed anew is left alone', async () => {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    await copyDialogue(move);
    const under = await journey.cancel(a, b);
    const again = await journey.depart(a, b);
    await copyDialogue(again);
    const before = await b.dump();
    expect(await clear(b, under, move)).toEqual({ outcome: 'superseded', at: 'target' });
    expect(await b.dump()).toBe(before);
  });

  test('whose base is damaged is left as it is: nothing tells what was there', async () => {
    const { journey, move } = await onTheWayBack();
    const { a, b } = journey.stops;
    await copyDialogue(move);
    const under = await journey.cancel(b, a);
    await a.tamper('entry', 2, null);
    const before = await a.dump();
    expect(await failure(clear(a, under, move))).toMatchObject({
      code: 'integrity_error',
      reason: 'target_record',
      n: 2,
      why: 'missing',
    });
    expect(await a.dump()).toBe(before);
  });
});

describe('a purge', () => {
  async function retired() {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    await copyDialogue(move);
    await journey.arrive(a, b, copiedOf(journey.expected));
    return { journey, a, under: await journey.reside(a, 'purging') };
  }

  test('removes every record but the log roots, batch after batch', async () => {
    const { journey, a, under } = await retired();
    await a.tamper('record', 'key#log#0002', recordOf('key#log#0002', 'another root'));
    await a.tamper('record', 'keys#log#1', recordOf('keys#log#1', 'no root'));
    const batches: number[] = [];
    const store = watched(a, {
      ...pagesOf(3),
      before: (call, args) => {
        if (call === 'writeBatch')
          batches.push((args[2] as { removeRecords: readonly unknown[] }).removeRecords.length);
      },
    });
    expect(await removeRecords({ id, store, under, limits: tight })).toEqual({ outcome: 'removed', records: 7 });
    expect(batches).toEqual([2, 2, 2, 1]);
    expect(await a.keys()).toEqual(['key#log#0001', 'key#log#0002']);
    expect(await a.numbers()).toEqual([1, 2, 3, 4]);
    expect(await removeRecords({ id, store: a.backend, under })).toEqual({ outcome: 'removed', records: 0 });
    expect(journey.stops.b.residence).toBeNull();
  });

  test('that was interrupted goes on where it was', async () => {
    const { a, under } = await retired();
    let left = 2;
    const store = watched(a, {
      before: (call) => {
        if (call === 'writeBatch' && left-- === 0) throw new Error('the process is gone');
      },
    });
    await expect(removeRecords({ id, store, under, limits: tight })).rejects.toThrow('the process is gone');
    expect(await removeRecords({ id, store: a.backend, under, limits: tight })).toEqual({
      outcome: 'removed',
      records: 2,
    });
    expect(await a.keys()).toEqual(['key#log#0001']);
  });

  test('under another residence removes nothing', async () => {
    const { journey, a, under } = await retired();
    await journey.reside(a, 'purged');
    const before = await a.dump();
    expect(await removeRecords({ id, store: a.backend, under })).toEqual({ outcome: 'superseded', at: 'target' });
    expect(await a.dump()).toBe(before);
  });
});
