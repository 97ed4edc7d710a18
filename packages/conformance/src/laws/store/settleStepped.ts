import type { ScopedHead } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import { withoutDialogue } from '../../judge/Finding.ts';
import type { Fixture, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { expectAnswer } from '../support/commitAnswers.ts';
import { whenStepped } from '../support/applies.ts';
import { atEveryStep } from '../support/everyStep.ts';
import { largeCount } from '../support/size.ts';
import { expectState } from '../support/state.ts';
import type { Writer } from '../support/Writer.ts';
import { followHead, largeCommit, largeId, leaveUnfinished, prepareLarge } from '../support/largeCommit.ts';

const id = largeId;

/** The rows of the storage itself: everything in its place, nothing left over. */
async function expectSettled(t: StoreContext, fixture: Fixture, writer: Writer, when: string): Promise<void> {
  const { model } = writer;
  const expected = { head: model.head(), log: model.entries(1), records: model.records(), leftovers: 0 };
  t.equal(await fixture.probe.rows(id), expected, 'not-finished', when);
}

export const settleLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-LARGE-03',
    title: 'wherever the sender died, settling puts everything in its place, again and by several at once',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep(
        t,
        largeCommit(t, async ({ fixture, writer, call, step }, commit) => {
          call.gate.kill();
          const settler = await fixture.second();
          await followHead(settler, writer, commit);
          const when = `dead at step ${step}`;
          if (step % 2 === 0) await Promise.all([settler.settle(id), fixture.store.settle(id), settler.settle(id)]);
          for (const store of [settler, fixture.store]) {
            t.equal(withoutDialogue(await store.settle(id)), writer.model.head(), 'wrong-head', when);
            await expectSettled(t, fixture, writer, when);
            await expectState(t, store, writer.model, 'not-finished', when);
          }
        }),
      );
    },
  },
  {
    clause: 'PS-LARGE-03',
    title: 'a settler that dies anywhere is followed by another',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep<void, ScopedHead | undefined>(t, {
        id,
        prepare: async (writer, fixture) => {
          await leaveUnfinished(t, fixture, writer, await prepareLarge(writer, t));
        },
        start: (store) => store.settle(id),
        check: async ({ fixture, writer, call, step }) => {
          call.gate.kill();
          await fixture.store.settle(id);
          await expectSettled(t, fixture, writer, `the first settler dead at step ${step}`);
        },
      });
    },
  },
  {
    clause: 'PS-LARGE-04',
    title: 'a settler that falls asleep anywhere and wakes after later commits, small and large',
    applies: whenStepped,
    run: async (t) => {
      for (const large of [false, true]) {
        await atEveryStep<void, ScopedHead | undefined>(t, {
          id,
          prepare: async (writer, fixture) => {
            await leaveUnfinished(t, fixture, writer, await prepareLarge(writer, t));
          },
          start: (store) => store.settle(id),
          check: async ({ fixture, writer, call, step }) => {
            await writer.commit({ puts: [itemKey(0), itemKey(1)] });
            if (large) {
              const next = writer.draft({ puts: manyKeys(largeCount(t.capabilities)) });
              await leaveUnfinished(t, fixture, writer, next);
            }
            await call.finish();
            await expectState(t, fixture.store, writer.model, 'overwritten', `asleep at step ${step}`);
            await fixture.store.settle(id);
            await expectSettled(t, fixture, writer, `asleep at step ${step}`);
          },
        });
      }
    },
  },
  {
    clause: 'PS-LARGE-04',
    title: 'a sender that falls asleep anywhere and wakes after later commits',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep(
        t,
        largeCommit(t, async ({ fixture, writer, call, step }, commit) => {
          const landed = await followHead(fixture.store, writer, commit);
          await writer.commit({ variant: 1, puts: manyKeys(3) });
          await writer.commit({ puts: [itemKey(1)] });
          const settled = await call.finish();
          const when = `asleep at step ${step}`;
          const outcome = settled.status === 'answered' ? settled.answer.outcome : settled.error;
          t.equal(outcome, landed ? 'committed' : 'conflict', 'wrong-outcome', when);
          await expectState(t, fixture.store, writer.model, 'overwritten', when);
        }),
      );
    },
  },
  {
    clause: 'PS-LARGE-05',
    title: 'wherever the sender died, the next commit goes on from what it left',
    applies: whenStepped,
    run: async (t) => {
      for (const count of [2, largeCount(t.capabilities)]) {
        await atEveryStep(
          t,
          largeCommit(t, async ({ fixture, writer, call, step }, commit) => {
            call.gate.kill();
            const store = await fixture.second();
            await followHead(store, writer, commit);
            const old = writer.model.versions(itemKey(0))[0]?.record.digest ?? null;
            const reasons = { outcome: 'wrong-outcome', details: 'wrong-outcome' };
            const when = `dead at step ${step}, then ${count} changes`;
            if (writer.model.digestOf(itemKey(0)) !== old) {
              const stale = writer.draft({ puts: [{ key: itemKey(0), prior: old }] });
              await expectAnswer(t, store, writer.model, stale, reasons, `${when}, upon an old version`);
            }
            const next = writer.draft({ variant: 2, puts: manyKeys(count), checks: [itemKey(5000)] });
            await expectAnswer(t, store, writer.model, next, reasons, when);
            await expectState(t, store, writer.model, 'wrong-state', when);
          }),
        );
      }
    },
  },
];
