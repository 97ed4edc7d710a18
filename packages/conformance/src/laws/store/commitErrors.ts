import { dialogueId, isColloquyError, type Commit } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { Fixture, OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { HeldCall, settledOf, type Settled } from '../../steps/HeldCall.ts';
import { whenStepped } from '../support/applies.ts';
import { largeCount } from '../support/size.ts';
import { expectState } from '../support/state.ts';
import { steppedClient } from '../support/stepped.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('errors');

/** Before the commit under test: items 0 and 1. */
async function prepare(t: StoreContext, fixture: Fixture, count: number): Promise<{ writer: Writer; commit: Commit }> {
  const writer = new Writer(t, fixture.store, id);
  await writer.commit({ puts: manyKeys(2) });
  return { writer, commit: writer.draft({ puts: manyKeys(count, 1) }) };
}

/** The answer says what is true, and the same bytes sent again are committed. */
async function expectTruth(
  t: StoreContext,
  store: OpenStore,
  writer: Writer,
  commit: Commit,
  settled: Settled<{ readonly outcome: string }>,
  when: string,
): Promise<void> {
  const landed = (await store.head(id))?.n === commit.n;
  if (settled.status === 'answered') {
    t.equal(settled.answer.outcome, 'committed', 'wrong-outcome', when);
    t.check(landed, 'acknowledged-and-lost', { message: when });
  } else if (!isColloquyError(settled.error, 'outcome_unknown')) {
    t.check(!landed, 'written-despite-error', { message: when, actual: settled.error });
  }
  if (landed) writer.model.commit(commit);
  await expectState(t, store, writer.model, 'half-written', when);
  t.equal((await store.commit(id, commit)).outcome, 'committed', 'not-committed-again', when);
  writer.model.commit(commit);
  await expectState(t, store, writer.model, 'half-written', `${when}, sent again`);
}

export const commitErrorLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-COMMIT-13',
    title: 'any one request refused, and any one answer lost, in small and in large commits',
    applies: whenStepped,
    run: async (t) => {
      for (const count of [2, largeCount(t.capabilities)]) {
        for (const fate of ['refused', 'lost'] as const) {
          for (let step = 0, more = true; more; step++) {
            more = await t.using(async (fixture) => {
              const { writer, commit } = await prepare(t, fixture, count);
              const { gate, store } = await steppedClient(t, fixture);
              const call = new HeldCall(gate, () => store.commit(id, commit));
              const running = await call.advance(step);
              if (running) await gate.release(fate);
              const settled = await call.finish();
              const when = `${count} changes, request ${step + 1} ${fate}`;
              await expectTruth(t, fixture.store, writer, commit, settled, when);
              return running;
            });
          }
        }
      }
    },
  },
  {
    clause: 'PS-COMMIT-13',
    title: 'under each obstacle that the fixture names',
    applies: { when: 'not stepped', holds: (c) => !c.stepped },
    run: async (t) => {
      const names = t.owed((await t.open()).obstacles, 'obstacles, because its requests cannot be held').keys();
      for (const at of names) {
        for (const count of [2, largeCount(t.capabilities)]) {
          await t.using(async (fixture) => {
            const { writer, commit } = await prepare(t, fixture, count);
            const obstacle = t.owed(fixture.obstacles?.[at], 'the same obstacles each time');
            const remove = await obstacle.place();
            const settled = await settledOf(fixture.store.commit(id, commit));
            await remove();
            const when = `${count} changes, ${obstacle.name}`;
            t.check(settled.status === 'rejected', 'no-obstacle', { message: when });
            if (settled.status === 'rejected')
              t.check(isColloquyError(settled.error), 'foreign-error', { actual: settled.error });
            await expectTruth(t, fixture.store, writer, commit, settled, when);
          });
        }
      }
    },
  },
  {
    clause: 'PS-COMMIT-13',
    title: 'an error of one commit leaves the store at work for the next',
    applies: whenStepped,
    run: async (t) => {
      const fixture = await t.open();
      const { writer, commit } = await prepare(t, fixture, 2);
      const { gate, store } = await steppedClient(t, fixture);
      const call = new HeldCall(gate, () => store.commit(id, commit));
      await call.held();
      await gate.release('refused');
      await call.finish();
      await writer.commit({ puts: [itemKey(0)] }, store);
      await expectState(t, store, writer.model, 'half-written');
    },
  },
];
