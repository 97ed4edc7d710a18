import { isColloquyError, type ScopedResidence } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { whenStepped } from '../support/applies.ts';
import { atEveryStep } from '../support/everyStep.ts';
import { largeId, leaveUnfinished, prepareLarge } from '../support/largeCommit.ts';
import { answerOf } from '../../steps/HeldCall.ts';
import { Writer } from '../support/Writer.ts';
import { entryOf, Moving, portOf, residenceOf } from './Moving.ts';
import { moveStates } from './states.ts';

/** Backends whose large commits take several transactions: elsewhere none is ever unfinished. */
const whenPending = {
  when: 'stepped, with a transaction limit',
  holds: (c: StoreContext['capabilities']) => c.stepped && c.transactionLimit !== undefined,
};

export const residenceLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-PORT-01',
    title: 'head and residence in every state, for a client that has read before and for a new one',
    run: async (t) => {
      for (const { name, reach } of Object.values(moveStates)) {
        await t.using(async (fixture) => {
          const other = portOf(t, await fixture.second());
          const one = new Moving(t, fixture.store);
          const none = { head: undefined, residence: null, pending: false, dialogueId: one.id };
          t.equal(await other.residence(one.id), none, 'stale', 'absent');
          await one.expectStands('wrong-state', 'absent');
          await reach(one);
          const expected = { head: one.head, residence: one.residence, pending: false, dialogueId: one.id };
          t.equal(await other.residence(one.id), expected, 'stale', name);
          t.equal(await one.port.residence(one.id), expected, 'wrong-state', name);
          t.equal(await portOf(t, await fixture.second()).residence(one.id), expected, 'wrong-state', name);
        });
      }
    },
  },
  {
    clause: 'MG-PORT-01',
    title: 'wherever the call stands still, head and residence belong together',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep<Moving, ScopedResidence>(t, {
        id: largeId,
        prepare: async (_writer, { store }) => {
          const one = new Moving(t, store);
          await one.commit({ puts: [itemKey(0)] });
          return one;
        },
        start: (store, one) => portOf(t, store).residence(one.id),
        check: async ({ call, step }, one) => {
          const before = { head: one.head, residence: one.residence };
          await one.withEntry(residenceOf('moved', 'one'));
          const after = { head: one.head, residence: one.residence };
          const { head, residence } = answerOf(await call.finish());
          const isOld = residence === null;
          t.equal({ head, residence }, isOld ? before : after, 'not-one-state', `asleep at step ${step}`);
        },
      });
    },
  },
  {
    clause: 'MG-PORT-01',
    title: 'a large commit that is unfinished is told, until it is settled',
    applies: whenPending,
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, largeId);
      await leaveUnfinished(t, fixture, writer, await prepareLarge(writer, t));
      const port = portOf(t, fixture.store);
      t.equal((await port.residence(largeId)).pending, true, 'pending-not-told');
      await fixture.store.settle(largeId);
      t.equal((await port.residence(largeId)).pending, false, 'pending-for-ever');
    },
  },
  {
    clause: 'MG-STATE-01',
    title: 'where a large commit is unfinished nothing is changed; once it is settled the same change takes place',
    applies: whenPending,
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, largeId);
      await leaveUnfinished(t, fixture, writer, await prepareLarge(writer, t));
      const { n, commitId } = t.present(writer.model.head(), 'the-test-itself');
      const port = portOf(t, fixture.store);
      const before = await fixture.probe.rows(largeId);
      const moved = residenceOf('moved', 'one');
      const entry = entryOf(writer.draft({ variant: 5 }));
      const changes = [
        { from: null, to: moved, head: { n, commitId }, entry },
        { from: null, to: moved, head: { n, commitId } },
      ];
      for (const change of changes) {
        t.equal((await port.change(largeId, change)).changed, false, 'pending-ignored');
        t.equal(await fixture.probe.rows(largeId), before, 'pending-ignored');
      }
      await fixture.store.settle(largeId);
      for (const change of changes.slice(0, 1)) {
        t.equal((await port.change(largeId, change)).changed, true, 'not-changed', 'settled');
      }
    },
  },
  {
    clause: 'MG-PORT-02',
    title: 'with an entry its header becomes the head, also far above the one before, and the records stay',
    run: async (t) => {
      const fixture = await t.open();
      const one = new Moving(t, fixture.store);
      await one.to('importing', 'one');
      for (const puts of [manyKeys(2), [itemKey(0)], [], [itemKey(1)]]) one.plan({ puts });
      await one.copyIn();
      const expectRows = async (message: string): Promise<void> => {
        const { model } = one.writer;
        const expected = { head: model.head(), log: model.entries(1), records: model.records(), leftovers: 0 };
        t.equal(await fixture.probe.rows(one.id), expected, 'wrong-rows', message);
        await one.expectStands('wrong-head', message);
      };
      await one.withEntry(null);
      await expectRows('over no head');
      await one.withEntry(residenceOf('moved', 'two'));
      await expectRows('left');
      await one.to('importing', 'three');
      one.plan({ puts: [itemKey(1), itemKey(2)] });
      one.plan();
      await one.copyIn();
      await one.withEntry(null);
      await expectRows('over a base');
      await one.commit({ puts: [itemKey(0)] });
      await expectRows('and a commit');
    },
  },
  {
    clause: 'MG-PORT-02',
    title: 'without an entry the head stays, byte for byte, or there is none still; the answer is what stands there',
    run: async (t) => {
      const fixture = await t.open();
      const one = new Moving(t, fixture.store);
      await one.commit({ puts: [itemKey(0)], header: Uint8Array.of(0, 0xff, 7), auth: Uint8Array.of(9, 0) });
      await one.withEntry(residenceOf('moved', 'one'));
      const before = await fixture.probe.rows(one.id);
      for (const [status, move] of [
        ['purging', 'one'],
        ['purged', 'one'],
        ['importing', 'two'],
        ['aborted', 'two'],
      ] as const) {
        const to = residenceOf(status, move);
        const { changed, head, residence } = await one.port.change(one.id, one.change(to));
        t.equal({ changed, head, residence }, { changed: true, head: one.head, residence: to }, 'wrong-head', status);
        one.residence = to;
        t.equal(await fixture.probe.rows(one.id), before, 'head-touched', status);
        await one.expectStands('head-touched', status);
      }
      const none = new Moving(t, fixture.store, 'none');
      for (const status of ['importing', 'aborted'] as const) {
        await none.to(status, 'one');
        const empty = { head: undefined, log: [], records: [], leftovers: 0 };
        t.equal(await fixture.probe.rows(none.id), empty, 'head-from-nowhere', status);
        await none.expectStands('head-from-nowhere', status);
      }
    },
  },
  {
    clause: 'MG-PORT-02',
    title: 'an entry at or below the head, and the end of a residence without one, are refused',
    run: async (t) => {
      const { store, probe } = await t.open();
      const one = new Moving(t, store);
      await one.commit({ puts: [itemKey(0)] });
      const entry = entryOf(one.writer.draft({ variant: 5 }));
      const before = await probe.rows(one.id);
      const moved = residenceOf('moved', 'one');
      const refused = [one.change(moved, { ...entry, n: 1 }), one.change(moved, { ...entry, n: 0 }), one.change(null)];
      for (const [at, change] of refused.entries()) {
        const error = await t.rejects(() => one.port.change(one.id, change), 'accepted', `change ${at}`);
        t.check(isColloquyError(error, 'invalid_argument'), 'wrong-code', { actual: error });
        t.equal(await probe.rows(one.id), before, 'accepted', `change ${at}`);
        await one.expectStands('accepted', `change ${at}`);
      }
    },
  },
];
