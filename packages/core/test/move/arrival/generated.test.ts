import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  copyDialogue,
  judgeSource,
  removeRecords,
  verifyCopy,
  type ArrivalRequest,
} from '../../../src/move/arrival/index.ts';
import { seeded } from '../../domain/seeded.ts';
import { tenant } from '../support/crossing.ts';
import { copiedOf } from './support/copiedOf.ts';
import { id, Journey, movers } from './support/Journey.ts';
import { pagesOf, watched } from './support/watched.ts';

const key = fc
  .tuple(fc.constantFrom('item', 'key#log', 'key#dek', 'zeal'), fc.nat(9))
  .map(([type, at]) => `${type}#${at}`);
const text = fc.string({ minLength: 1, maxLength: 20 });
const commit = fc.dictionary(key, text, { minKeys: 1, maxKeys: 5 });
const commits = (minLength: number) => fc.array(commit, { minLength, maxLength: 5 });
const limits = fc.record({
  windowKeys: fc.integer({ min: 1, max: 8 }),
  batchRows: fc.integer({ min: 1, max: 6 }),
  batchBytes: fc.constantFrom(1, 2000, 100_000),
});

/** Crosses one way, in windows, batches and pages of these sizes; everything arrives, and nothing else happens. */
async function cross(journey: Journey, move: ArrivalRequest, way: 'ab' | 'ba', page: number): Promise<void> {
  const [from, to] = way === 'ab' ? [journey.stops.a, journey.stops.b] : [journey.stops.b, journey.stops.a];
  const before = await from.dump();
  const request = { ...move, source: watched(from, pagesOf(page)), target: watched(to, pagesOf(page)) };
  await copyDialogue(request);
  const copied = copiedOf(journey.expected);
  expect(await verifyCopy(request)).toEqual({ outcome: 'verified', repaired: false, copied });
  expect(await to.dump()).toBe(before);
  expect(await from.dump()).toBe(before);
  expect(await judgeSource({ ...move, upTo: move.out })).toMatchObject({ outcome: 'sound', copied });
  await journey.arrive(from, to, copied);
}

test('any dialogue, any tail, there and back and there again: every byte arrives', async () => {
  const stages = fc.tuple(commits(1), commits(0), commits(0));
  await fc.assert(
    fc.asyncProperty(stages, limits, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (play, sizes, page, purge) => {
      const journey = new Journey();
      const { a, b } = journey.stops;
      const [first, second, third] = play;
      for (const changes of first) await journey.commit(a, changes);
      await cross(journey, { ...(await journey.depart(a, b)), limits: sizes }, 'ab', page);
      if (purge) {
        const under = await journey.reside(a, 'purging');
        await removeRecords({ id, store: a.backend, under, limits: sizes });
        await journey.reside(a, 'purged');
        a.whole = false;
      }
      for (const changes of second) await journey.commit(b, changes);
      await cross(journey, { ...(await journey.depart(b, a)), limits: sizes }, 'ba', page);
      for (const changes of third) await journey.commit(a, changes);
      await cross(journey, { ...(await journey.depart(a, b)), limits: sizes }, 'ab', page);
      expect(await judgeSource({ id, source: b.backend, tenant, movers })).toMatchObject({ n: journey.n });
    }),
    seeded(30),
  );
});

test('whatever is dropped, added or changed at the target, one repair makes it the source', async () => {
  const damage = fc.record({
    where: fc.constantFrom('record' as const, 'entry' as const),
    at: fc.nat(20),
    what: fc.constantFrom('dropped' as const, 'changed' as const, 'added' as const),
  });
  await fc.assert(
    fc.asyncProperty(
      commits(1),
      limits,
      fc.array(damage, { minLength: 1, maxLength: 8 }),
      async (all, sizes, damages) => {
        const journey = new Journey();
        const { a, b } = journey.stops;
        for (const changes of all) await journey.commit(a, changes);
        const move = { ...(await journey.depart(a, b)), limits: sizes };
        await copyDialogue(move);
        const sound = await b.dump();
        for (const { where, at, what } of damages) {
          const keys = where === 'record' ? await b.keys() : await b.numbers();
          const place = keys[at % Math.max(1, keys.length)];
          if (what === 'added') {
            const item = { key: `more#${at}`, digest: '', attributes: {}, envelope: new Uint8Array(at) };
            if (where === 'record') await b.tamper('record', item.key, item);
            else await b.tamper('entry', 100 + at, { ...journey.log[0], n: 100 + at });
          } else if (place !== undefined) {
            const change = where === 'record' ? { envelope: new Uint8Array(at) } : { auth: new Uint8Array(at) };
            await b.tamper(where, place, what === 'dropped' ? null : change);
          }
        }
        const repaired = (await b.dump()) !== sound;
        expect(await verifyCopy(move)).toEqual({ outcome: 'verified', repaired, copied: copiedOf(journey.expected) });
        expect(await b.dump()).toBe(sound);
      },
    ),
    seeded(30),
  );
});

test('whatever is dropped or changed in a record of the source, the copy stops, and it is not at the target', async () => {
  const field = fc.constantFrom('dropped' as const, 'envelope' as const, 'digest' as const, 'attributes' as const);
  await fc.assert(
    fc.asyncProperty(commits(1), limits, fc.nat(50), field, async (all, sizes, at, what) => {
      const journey = new Journey();
      const { a, b } = journey.stops;
      for (const changes of all) await journey.commit(a, changes);
      const move = { ...(await journey.depart(a, b)), limits: sizes };
      const keys = await a.keys();
      const place = keys[at % keys.length] ?? '';
      const changes = {
        envelope: { envelope: new Uint8Array(21) },
        digest: { digest: '' },
        attributes: { attributes: {} },
      };
      await a.tamper('record', place, what === 'dropped' ? null : changes[what]);
      await expect(copyDialogue(move)).rejects.toMatchObject({
        code: 'integrity_error',
        context: { reason: 'source_record', key: place },
      });
      expect(await b.keys()).not.toContain(place);
    }),
    seeded(30),
  );
});

test('two batches and a window are all that is in memory, however long the dialogue is', async () => {
  const journey = new Journey();
  const { a, b } = journey.stops;
  for (let at = 0; at < 30; at++) {
    await journey.commit(
      a,
      Object.fromEntries([0, 1, 2, 3].map((i) => [`item#${(at * 7 + i * 31) % 97}`, `${at}.${i}`])),
    );
  }
  const sizes = { windowKeys: 10, batchRows: 5, batchBytes: 1_000_000 };
  const move = { ...(await journey.depart(a, b)), limits: sizes };
  let held = 0;
  let most = 0;
  let passes = 0;
  const source = watched(a, {
    after: async (call, args, answer) => {
      if (call === 'log' && args[1] === 1) passes += 1;
      if (call !== 'exportBatch') return answer;
      const page = (await pagesOf(5).after?.(call, args, answer)) as { readonly records: readonly unknown[] };
      held += page.records.length;
      most = Math.max(most, held);
      return page;
    },
  });
  const target = watched(b, {
    before: (call, args) => {
      if (call === 'writeBatch') held -= (args[2] as { readonly records: readonly unknown[] }).records.length;
    },
  });
  await copyDialogue({ ...move, source, target });
  expect(held).toBe(0);
  expect(most).toBeLessThanOrEqual(2 * sizes.batchRows);
  expect(journey.records.size).toBeGreaterThan(5 * sizes.windowKeys);
  // One pass for each window, and one for the entries.
  expect(passes).toBe(Math.ceil(journey.records.size / sizes.windowKeys) + 1);
});
