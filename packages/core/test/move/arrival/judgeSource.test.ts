import { expect, test } from 'vitest';
import { sha256, toHex } from '../../../src/bytes/index.ts';
import { entryHash } from '../../../src/log/index.ts';
import { copyDialogue, judgeSource, verifyCopy } from '../../../src/move/arrival/index.ts';
import { MoverKeys } from '../../../src/move/MoverKeys.ts';
import { MemoryPartitionStore } from '../../../src/memory/index.ts';
import { a as nameOfA, b as nameOfB, tenant } from '../support/crossing.ts';
import { copiedOf } from './support/copiedOf.ts';
import { failure } from './support/failure.ts';
import { departed, id, Journey, movers, recordOf, tight, type Stop } from './support/Journey.ts';
import { watched } from './support/watched.ts';

const judge = (at: Stop, more: object = {}) =>
  judgeSource({ id, source: at.backend, tenant, movers, limits: tight, ...more });

async function started(): Promise<Journey> {
  const journey = new Journey();
  await journey.commit(journey.stops.a, { 'dialogue#main': 'title', 'item#1': 'one' });
  await journey.commit(journey.stops.a, { 'item#1': 'one, revised', 'item#2': 'two', 'item#3': 'three' });
  return journey;
}

test('a dialogue that never moved is judged as what a copy would say of it', async () => {
  const journey = await started();
  const last = journey.log.at(-1);
  expect(await judge(journey.stops.a)).toEqual({
    outcome: 'sound',
    n: 2,
    hash: toHex(entryHash(last?.header ?? sha256())),
    copied: copiedOf(journey.expected),
    location: { at: 'unnamed' },
    boundaries: [],
  });
  expect(await judge(journey.stops.a, { upTo: 2 })).toMatchObject({ outcome: 'sound' });
});

test('one that has arrived is judged with where it is, and by whom it was brought', async () => {
  const { journey, move } = await departed();
  const { a, b } = journey.stops;
  await copyDialogue(move);
  const verified = await verifyCopy(move);
  const copied = copiedOf(journey.expected);
  expect(verified).toMatchObject({ copied });
  await journey.arrive(a, b, copied);
  await journey.commit(b, { 'item#9': 'there' });
  const judged = await judge(b);
  expect(judged).toMatchObject({
    outcome: 'sound',
    n: 6,
    copied: copiedOf(journey.expected),
    location: { at: 'store', store: nameOfB },
    boundaries: [
      { n: 4, kind: 'migrate.out', trust: { trust: 'signed' } },
      { n: 5, kind: 'migrate.in', body: { copied }, trust: { trust: 'signed' } },
    ],
  });
  // The retired copy is sound too, and says where the dialogue went.
  expect(await judge(a)).toMatchObject({
    outcome: 'sound',
    n: 4,
    location: { at: 'transit', move: { source: nameOfA } },
  });
  // Who signed is told, and decided by the caller.
  expect(await judge(b, { movers: new MoverKeys([]) })).toMatchObject({
    outcome: 'sound',
    boundaries: [{ trust: { trust: 'unknown' } }, { trust: { trust: 'unknown' } }],
  });
});

test('what is not there, is not the head that was named, or is not finished, is not judged', async () => {
  const journey = await started();
  const { a, b } = journey.stops;
  expect(await judge(b)).toEqual({ outcome: 'absent' });
  expect(await judge(a, { upTo: 1 })).toEqual({ outcome: 'changed' });
  const { move } = await departed();
  expect(await judgeSource({ ...move, source: move.target })).toEqual({ outcome: 'absent' });
});

test('a large commit that is under way is left as it is', async () => {
  const journey = await started();
  const { a } = journey.stops;
  const small = new MemoryPartitionStore({ engine: dying(a.engine), transactionLimit: 6 });
  Object.assign(a, { backend: small });
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`item#1${at}`, `number ${at}`]));
  // It is decided, and so acknowledged; what is left to do is anybody's.
  await journey.commit(a, many);
  Object.assign(a, { backend: new MemoryPartitionStore({ engine: a.engine, transactionLimit: 6 }) });
  const before = await a.dump();
  expect(await judge(a)).toEqual({ outcome: 'unfinished' });
  expect(await a.dump()).toBe(before);
  await a.backend.settle(id);
  expect(await judge(a)).toMatchObject({ outcome: 'sound', n: 3 });
});

/** An engine whose process dies after the transaction that decides a large commit. */
function dying(engine: Stop['engine']): Stop['engine'] {
  let left = 2;
  return new Proxy(engine, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: readonly unknown[]) => {
        if (name === 'transact') left -= 1;
        if (left < 0) throw new Error('the process is gone');
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });
}

test('a writer in between is no damage', async () => {
  for (const call of ['log', 'exportBatch'] as const) {
    const journey = await started();
    const { a } = journey.stops;
    let commits = 0;
    const source = watched(a, {
      before: async (request) => {
        if (request === call && commits++ === 0)
          await journey.commit(a, { 'item#2': 'two, revised', 'item#4': 'four' });
      },
    });
    expect(await judge(a, { source }), call).toEqual({ outcome: 'changed' });
    expect(await judge(a), call).toMatchObject({ outcome: 'sound', n: 3 });
  }
});

test('a head that is not the last entry is damage of the log', async () => {
  const journey = await started();
  const { a } = journey.stops;
  await a.tamper('record', '#head', { auth: new Uint8Array(32) });
  expect(await failure(judge(a))).toMatchObject({ code: 'integrity_error', reason: 'source_log', n: 2, why: 'head' });
});

test('nothing is written, whatever stands there', async () => {
  const journey = await started();
  const { a } = journey.stops;
  const asked: string[] = [];
  const source = watched(a, { before: (call) => void asked.push(call) });
  await judge(a, { source });
  await a.tamper('record', 'item#2', recordOf('item#2', 'other'));
  expect(await failure(judge(a, { source }))).toMatchObject({ reason: 'source_record', key: 'item#2' });
  expect(asked.filter((call) => !['residence', 'log', 'exportBatch'].includes(call))).toEqual([]);
});
