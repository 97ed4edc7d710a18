import { isColloquyError, type ScopedChange, type ScopedOutcome } from '@colloquy/core';
import { foreignDigest } from '../../data/draft.ts';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { answerOf } from '../../steps/HeldCall.ts';
import { whenStepped } from '../support/applies.ts';
import { atEveryStep } from '../support/everyStep.ts';
import { largeCount } from '../support/size.ts';
import { expectOne } from './expectOne.ts';
import { batchOf, entryOf, Moving, portOf, residenceOf } from './Moving.ts';

const id = 'moving' as never;
const importing = residenceOf('importing', 'M');

/*
 * Schedules of section 11 of docs/spec/migration.md, by their numbers: one of the two parties falls asleep before each of its requests in
 * turn, and the other does all of its own meanwhile.
 */
export const interleavedLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-PORT-03',
    title: '(10) a batch that falls asleep anywhere and wakes after the activation, and a commit, writes nothing',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep<Moving, { readonly written: boolean }>(t, {
        id,
        prepare: async (_writer, { store }) => {
          const one = new Moving(t, store);
          await one.to('importing', 'M');
          one.plan({ puts: manyKeys(2) });
          await one.copyIn();
          return one;
        },
        start: (store, one) =>
          portOf(t, store).writeBatch(one.id, importing, batchOf({ records: one.writer.model.records().slice(0, 1) })),
        check: async ({ fixture, call, step }, one) => {
          const isDone = call.settled !== undefined;
          await one.withEntry(null);
          await one.commit({ puts: [itemKey(0)] });
          const { written } = answerOf(await call.finish());
          const when = `asleep at step ${step}`;
          const { model } = one.writer;
          const expected = { head: model.head(), log: model.entries(1), records: model.records(), leftovers: 0 };
          t.equal(await fixture.probe.rows(one.id), expected, 'written', when);
          t.check(written || !isDone, 'untrue-answer', { message: when });
        },
      });
    },
  },
  {
    clause: 'MG-STATE-01',
    title: '(12) a canceller aborts while a mover activates: one row decides, and the loser is told',
    applies: whenStepped,
    run: async (t) => {
      for (const first of ['activate', 'abort'] as const) {
        await atEveryStep<Moving, ScopedChange>(t, {
          id,
          prepare: async (_writer, { store }) => {
            const one = new Moving(t, store);
            await one.to('importing', 'M');
            one.plan({ puts: manyKeys(2) });
            await one.copyIn();
            return one;
          },
          start: (store, one) => portOf(t, store).change(one.id, changesOf(one)[first]),
          check: async (standstill, one) => {
            const changes = changesOf(one);
            const second = changes[first === 'activate' ? 'abort' : 'activate'];
            await expectOne(t, standstill, one, changes[first], second);
          },
        });
      }
    },
  },
  {
    clause: 'MG-STATE-01',
    title: '(13) a canceller aborts before the claim has landed: the claim, from no row, does not hold',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep<Moving, ScopedChange>(t, {
        id,
        prepare: async (_writer, { store }) => new Moving(t, store),
        start: (store, one) => portOf(t, store).change(one.id, one.change(importing)),
        check: (standstill, one) =>
          expectOne(t, standstill, one, one.change(importing), one.change(residenceOf('aborted', 'M'))),
      });
    },
  },
  {
    clause: 'MG-STATE-01',
    title: '(50) a purge begins while a move back claims: one row, and a late batch of removals writes nothing',
    applies: whenStepped,
    run: async (t) => {
      for (const first of ['purge', 'claim'] as const) {
        await atEveryStep<Moving, ScopedChange>(t, {
          id,
          prepare: async (_writer, { store }) => {
            const one = new Moving(t, store);
            await one.commit({ puts: manyKeys(2) });
            await one.withEntry(residenceOf('moved', 'M'));
            return one;
          },
          start: (store, one) => portOf(t, store).change(one.id, backOrPurge(one)[first]),
          check: async (standstill, one) => {
            const changes = backOrPurge(one);
            const second = changes[first === 'purge' ? 'claim' : 'purge'];
            await expectOne(t, standstill, one, changes[first], second);
            if (one.residence?.status === 'purging') return;
            const { probe } = standstill.fixture;
            const before = await probe.rows(one.id);
            const removal = batchOf({ removeRecords: manyKeys(2) });
            const { written } = await one.port.writeBatch(one.id, residenceOf('purging', 'M'), removal);
            t.equal([written, await probe.rows(one.id)], [false, before], 'removed-late');
          },
        });
      }
    },
  },
  {
    clause: 'MG-STATE-03',
    title: '(16) a writer, small or large, falls asleep anywhere and wakes after its dialogue has left',
    applies: whenStepped,
    run: async (t) => {
      for (const count of [2, largeCount(t.capabilities)]) {
        await atEveryStep<Moving, ScopedOutcome>(t, {
          id,
          prepare: async (_writer, { store }) => {
            const one = new Moving(t, store);
            await one.commit({ puts: [itemKey(0)] });
            return one;
          },
          start: (store, one) => store.commit(one.id, one.writer.draft({ puts: manyKeys(count) })),
          check: async ({ fixture, call, step }, one) => {
            const when = `${count} changes, asleep at step ${step}`;
            const commit = one.writer.draft({ puts: manyKeys(count) });
            // As a mover does it: settled first, then upon the head that stands there.
            await fixture.store.settle(one.id);
            const head = (await one.port.residence(one.id)).head;
            const landed = head?.n === commit.n;
            if (landed) one.writer.model.commit(commit);
            one.head = one.writer.model.head();
            await one.withEntry(residenceOf('moved', 'M'));
            const settled = await call.finish();
            if (settled.status === 'answered') {
              const expected = landed ? 'committed' : 'conflict';
              t.equal(settled.answer.outcome, expected, 'wrong-answer', when);
            } else {
              t.check(!landed && isColloquyError(settled.error, 'dialogue_moved'), 'wrong-answer', {
                message: when,
                actual: settled.error,
              });
            }
            const { model } = one.writer;
            const expected = { head: model.head(), log: model.entries(1), records: model.records(), leftovers: 0 };
            t.equal(await fixture.probe.rows(one.id), expected, 'commit-landed', when);
            await one.expectStands('commit-landed', when);
          },
        });
      }
    },
  },
  {
    clause: 'MG-STATE-03',
    title: '(16) a mover that leaves falls asleep anywhere and wakes after a commit at its n',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep<Moving, ScopedChange>(t, {
        id,
        prepare: async (_writer, { store }) => {
          const one = new Moving(t, store);
          await one.commit({ puts: [itemKey(0)] });
          return one;
        },
        start: (store, one) => portOf(t, store).change(one.id, leavingOf(one)),
        check: async ({ fixture, call, step }, one) => {
          const when = `asleep at step ${step}`;
          const leaving = leavingOf(one);
          const has = (await one.port.residence(one.id)).residence !== null;
          const commit = one.writer.draft({ puts: [itemKey(1)] });
          if (has) {
            const answer = await fixture.store.commit(one.id, commit);
            t.equal(answer.outcome, 'conflict', 'wrong-answer', when);
            one.residence = leaving.to;
            one.follow(t.present(leaving.entry, 'the-test-itself'));
          } else await one.commit({ puts: [itemKey(1)] });
          t.equal(answerOf(await call.finish()).changed, has, 'both-or-none', when);
          const { model } = one.writer;
          t.equal((await fixture.probe.rows(one.id)).log, model.entries(1), 'both-or-none', when);
          await one.expectStands('both-or-none', when);
        },
      });
    },
  },
  {
    clause: 'MG-STATE-03',
    title: '(24) commit 1, small or large, and the claim: whichever falls asleep, one of them has the row',
    applies: whenStepped,
    run: async (t) => {
      for (const count of [2, largeCount(t.capabilities)]) {
        await atEveryStep<Moving, ScopedOutcome>(t, {
          id,
          prepare: async (_writer, { store }) => new Moving(t, store),
          start: (store, one) => store.commit(one.id, one.writer.draft({ puts: manyKeys(count) })),
          check: async ({ fixture, call, step }, one) => {
            const when = `${count} changes, commit 1 asleep at step ${step}`;
            const { changed } = await one.port.change(one.id, one.change(importing));
            const settled = await call.finish();
            const committed = settled.status === 'answered' && settled.answer.outcome === 'committed';
            t.equal(changed, !committed, 'both-or-none', when);
            if (settled.status === 'rejected') {
              t.check(isColloquyError(settled.error, 'dialogue_moving'), 'wrong-answer', { actual: settled.error });
            }
            await fixture.store.settle(one.id).catch(() => undefined);
            const { log, records } = await fixture.probe.rows(one.id);
            t.equal([log.length, records.length], committed ? [1, count] : [0, 0], 'both-or-none', when);
          },
        });
      }
      await atEveryStep<Moving, ScopedChange>(t, {
        id,
        prepare: async (_writer, { store }) => new Moving(t, store),
        start: (store, one) => portOf(t, store).change(one.id, one.change(importing)),
        check: async ({ fixture, call, step }, one) => {
          const when = `the claim asleep at step ${step}`;
          const has = (await one.port.residence(one.id)).residence !== null;
          if (!has) await one.commit({ puts: [{ key: itemKey(0), attributes: { of: foreignDigest() } }] });
          t.equal(answerOf(await call.finish()).changed, has, 'both-or-none', when);
          t.equal((await fixture.probe.rows(one.id)).log.length, has ? 0 : 1, 'both-or-none', when);
        },
      });
    },
  },
];

function changesOf(one: Moving) {
  return {
    activate: one.change(null, entryOf(one.writer.draft({ variant: 5 }))),
    abort: one.change(residenceOf('aborted', 'M')),
  };
}

function backOrPurge(one: Moving) {
  return { purge: one.change(residenceOf('purging', 'M')), claim: one.change(residenceOf('importing', 'back')) };
}

function leavingOf(one: Moving) {
  return one.change(residenceOf('moved', 'M'), entryOf(one.writer.draft({ variant: 5 })));
}
