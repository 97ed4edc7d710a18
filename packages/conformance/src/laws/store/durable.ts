import { dialogueId, isColloquyError, type Commit } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { settledOf } from '../../steps/HeldCall.ts';
import { whenDurable, whenDurableAndStepped } from '../support/applies.ts';
import { atEveryStep } from '../support/everyStep.ts';
import { largeCount } from '../support/size.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('durable');

/** A commit that was on its way when everything ended: whole or not at all, and the dialogue goes on. */
async function expectWholeOrNothing(
  t: StoreContext,
  store: OpenStore,
  writer: Writer,
  commit: Commit,
  when: string,
): Promise<boolean> {
  const landed = (await store.head(id))?.n === commit.n;
  if (landed) writer.model.commit(commit);
  await expectState(t, store, writer.model, 'half-written', when);
  await writer.commit({ variant: 9, puts: [itemKey(0), itemKey(1)] }, store);
  await expectState(t, store, writer.model, 'half-written', `${when}, after the next commit`);
  return landed;
}

export const durableLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-DURABLE-01',
    title: 'acknowledged commits of several dialogues, small and large, through reopening again and again',
    applies: whenDurable,
    run: async (t) => {
      const fixture = await t.open();
      let { store } = fixture;
      const writers = [id, dialogueId('durable-1')].map((name) => new Writer(t, store, name));
      for (const puts of [[itemKey(0)], manyKeys(largeCount(t.capabilities)), [itemKey(0), itemKey(7)], []]) {
        for (const writer of writers) await writer.commit({ puts }, store);
        store = await fixture.reopen();
        for (const { model } of writers) await expectState(t, store, model, 'lost', `after ${puts.length} changes`);
      }
      for (const { model } of writers) {
        for (const commit of model.commits) {
          t.equal((await store.commit(model.id, commit)).outcome, 'committed', 'lost', `entry ${commit.n} sent again`);
        }
      }
    },
  },
  {
    clause: 'PS-DURABLE-01',
    title: 'what another client was acknowledged, that is still open',
    applies: whenDurable,
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, await fixture.second(), id);
      for (let n = 0; n < 3; n++) await writer.commit({ puts: [itemKey(n)] });
      await expectState(t, await fixture.reopen(), writer.model, 'lost');
    },
  },
  {
    clause: 'PS-DURABLE-02',
    title: 'a commit that was under way when everything was closed',
    applies: whenDurable,
    run: async (t) => {
      for (const count of [2, 300]) {
        await t.using(async (fixture) => {
          const writer = new Writer(t, fixture.store, id);
          await writer.commit({ puts: manyKeys(2) });
          const commit = writer.draft({ puts: manyKeys(count) });
          const answer = settledOf(fixture.store.commit(id, commit));
          const store = await fixture.reopen();
          // Closing is not killing: what was under way may still come to its end.
          const settled = await answer;
          const landed = await expectWholeOrNothing(t, store, writer, commit, `${count} changes`);
          if (settled.status === 'answered') t.check(landed, 'lost', { message: 'it was acknowledged' });
          else if (!isColloquyError(settled.error, 'outcome_unknown')) {
            t.check(!landed, 'written-despite-error', { actual: settled.error });
          }
        });
      }
    },
  },
  {
    clause: 'PS-DURABLE-02',
    title: 'a commit whose process died before each of its physical requests',
    applies: whenDurableAndStepped,
    run: async (t) => {
      for (const count of [2, largeCount(t.capabilities)]) {
        await atEveryStep(t, {
          id,
          prepare: async (writer) => {
            await writer.commit({ puts: manyKeys(2) });
            return writer.draft({ puts: manyKeys(count) });
          },
          start: (store, commit) => store.commit(id, commit),
          check: async ({ fixture, writer, call, step }, commit) => {
            call.gate.kill();
            const acknowledged = call.settled?.status === 'answered';
            const store = await fixture.reopen();
            const landed = await expectWholeOrNothing(
              t,
              store,
              writer,
              commit,
              `${count} changes, dead at step ${step}`,
            );
            t.check(landed || !acknowledged, 'lost', { message: 'it was acknowledged' });
          },
        });
      }
    },
  },
];
