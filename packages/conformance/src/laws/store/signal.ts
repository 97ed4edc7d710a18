import { dialogueId, isColloquyError, type CallOptions, type Commit } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { settledOf, type Settled } from '../../steps/HeldCall.ts';
import { whenStepped } from '../support/applies.ts';
import { atEveryStep } from '../support/everyStep.ts';
import { largeCount } from '../support/size.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('signal');

/** Every method, by name. */
export function everyCall(
  store: OpenStore,
  commit: Commit,
): readonly (readonly [string, (options?: CallOptions) => Promise<unknown>])[] {
  return [
    ['head', (options) => store.head(id, options)],
    ['get', (options) => store.get(id, [itemKey(0)], options)],
    ['last', (options) => store.last(id, 'item#', options)],
    ['load', (options) => store.load(id, options)],
    ['log', (options) => store.log(id, 1, 10, options)],
    ['commit', (options) => store.commit(id, commit, options)],
    ['settle', (options) => store.settle(id, options)],
  ];
}

/** What PS-SIGNAL-02 allows after a signal was aborted during a commit. */
async function expectTruth(
  t: StoreContext,
  store: OpenStore,
  writer: Writer,
  commit: Commit,
  settled: Settled<{ readonly outcome: string }>,
  reason: unknown,
  when: string,
): Promise<void> {
  await store.settle(id);
  const landed = (await store.head(id))?.n === commit.n;
  if (settled.status === 'answered') {
    t.check(landed && settled.answer.outcome === 'committed', 'untrue-answer', {
      message: when,
      actual: settled.answer,
    });
  } else if (settled.error === reason) {
    t.check(!landed, 'rejected-and-written', { message: when });
  } else {
    t.check(isColloquyError(settled.error, 'outcome_unknown'), 'wrong-error', { message: when, actual: settled.error });
  }
  if (landed) writer.model.commit(commit);
  await expectState(t, store, writer.model, 'half-written', when);
}

export const signalLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-SIGNAL-01',
    title: 'aborted before the call: every method rejects with that very reason, and nothing happens',
    run: async (t) => {
      const { store, probe } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: [itemKey(0)] });
      const before = await probe.rows(id);
      for (const commit of [writer.draft({ puts: [itemKey(0)] }), writer.draft({ puts: manyKeys(300, 1) })]) {
        for (const [name, call] of everyCall(store, commit)) {
          const reason = { stopped: name };
          const error = await t.rejects(() => call({ signal: AbortSignal.abort(reason) }), 'not-rejected', name);
          t.check(error === reason, 'wrong-reason', { message: name, actual: error });
        }
        t.equal(await probe.rows(id), before, 'had-effect');
        await expectState(t, store, writer.model, 'had-effect');
      }
    },
  },
  {
    clause: 'PS-SIGNAL-01',
    title: 'a signal that is not aborted changes nothing',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const commit = writer.draft({ puts: [itemKey(0)] });
      const { signal } = new AbortController();
      const answer = await store.commit(id, commit, { signal });
      t.equal(answer.outcome, 'committed', 'rejected-for-nothing');
      for (const [, call] of everyCall(store, commit)) await call({ signal });
    },
  },
  {
    clause: 'PS-SIGNAL-02',
    title: 'aborted at once, and a few turns after the call',
    run: async (t) => {
      for (const count of [2, 300]) {
        for (let turns = 0; turns < 6; turns++) {
          await t.using(async (fixture) => {
            const writer = new Writer(t, fixture.store, id);
            await writer.commit({ puts: [itemKey(0)] });
            const commit = writer.draft({ puts: manyKeys(count) });
            const controller = new AbortController();
            const reason = { stopped: turns };
            const answer = settledOf(fixture.store.commit(id, commit, { signal: controller.signal }));
            for (let turn = 0; turn < turns; turn++) await Promise.resolve();
            controller.abort(reason);
            const when = `${count} changes, ${turns} turns`;
            await expectTruth(t, fixture.store, writer, commit, await answer, reason, when);
          });
        }
      }
    },
  },
  {
    clause: 'PS-SIGNAL-02',
    title: 'aborted before each physical request',
    applies: whenStepped,
    run: async (t) => {
      for (const count of [2, largeCount(t.capabilities)]) {
        let controller = new AbortController();
        await atEveryStep(t, {
          id,
          prepare: async (writer) => {
            await writer.commit({ puts: [itemKey(0)] });
            return writer.draft({ puts: manyKeys(count) });
          },
          start: (store, commit) => {
            controller = new AbortController();
            return store.commit(id, commit, { signal: controller.signal });
          },
          check: async ({ fixture, writer, call, step }, commit) => {
            const reason = { stopped: step };
            controller.abort(reason);
            const settled = await call.finish();
            await expectTruth(t, fixture.store, writer, commit, settled, reason, `${count} changes, step ${step}`);
          },
        });
      }
    },
  },
];
