import type { DialogueStore, PartitionStore } from '@colloquy/core';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf, openBench } from '../support/bench.ts';
import { endOf, sure } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { beforeCommit, scorer, times } from '../support/interfere.ts';
import { expectSound } from '../support/state.ts';
import { beginning, id, perform, performAll, roundBatch, tension, type Step } from '../support/story.ts';

const operationId = 'op-1.~_Z';

/** Writes of every kind of reading: by keys, by the whole dialogue, without a dialogue. */
const writes: readonly (readonly [before: readonly Step[], step: Step])[] = [
  [[], sure(beginning[0])],
  [[...beginning, tension], { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } }],
  [[...beginning, tension], { method: 'registerRound', input: roundBatch(1) }],
];

async function expectRepeated(
  t: DialogueContext,
  fixture: DialogueFixture,
  step: Step,
  first: { readonly n: number; readonly value: unknown },
  backend: PartitionStore = fixture.backend,
): Promise<void> {
  const { store, ledger } = benchOf(fixture, { backend });
  const again = await perform(store, id, step, { operationId }).catch((error: unknown) => {
    throw t.violation('not-repeatable', { message: `${step.method}: ${String(error)}`, cause: error });
  });
  t.equal([again.n, again.value], [first.n, first.value], 'other-answer', step.method);
  t.equal(ledger.commits.length, 0, 'committed-again', step.method);
}

async function logLength(fixture: DialogueFixture): Promise<number> {
  return (await fixture.probe.rows(id)).log.length;
}

/** A process that is killed while its commit is under way. */
function killedWhileSending(store: PartitionStore, lands: boolean): PartitionStore {
  return intercept(store, {
    commit: async (forward, ...args) => {
      if (lands) await forward(...args);
      throw new Error('killed');
    },
  });
}

async function ignoring(call: Promise<unknown>): Promise<void> {
  await call.catch(() => undefined);
}

export const onceOperationLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-ONCE-04',
    title: 'a repetition answers with the first result and its n, without a commit, in this and any other store',
    run: async (t) => {
      for (const [before, step] of writes) {
        const fixture = await t.open();
        const store = fixture.store();
        await performAll(store, id, before);
        const first = await perform(store, id, step, { operationId });
        t.equal(first.n, before.length + 1, 'not-one-commit');
        await expectRepeated(t, fixture, step, first);
        const other = scorer(store, 'muffin');
        // The root may be changed, and experts be there or not: what was answered first stays the answer.
        if (before.length > 0) await other.act();
        await expectRepeated(t, fixture, step, first, await fixture.adapter.second());
        const again = await perform(store, id, step, { operationId });
        t.equal([again.n, again.value], [first.n, first.value], 'other-answer', 'the same store');
        t.equal(await logLength(fixture), before.length + 1 + other.count, 'committed-again', step.method);
      }
    },
  },
  {
    clause: 'CL-ONCE-04',
    title: 'the result is kept in the same commit, as a sealed record without attributes that must be new',
    run: async (t) => {
      const { store, ledger, spy } = await openBench(t);
      await performAll(store, id, beginning);
      ledger.reset();
      await perform(store, id, tension, { operationId });
      const [commit, ...more] = ledger.commits;
      t.equal(more.length, 0, 'not-one-commit');
      const record = sure(sure(commit).changes.find(({ key }) => key.startsWith('operation#')));
      t.equal(record.key, `operation#${operationId}`, 'wrong-record');
      t.equal([record.prior, record.attributes], [null, {}], 'wrong-record');
      t.check(
        spy.sealed.some(({ key }) => key === record.key),
        'wrong-record',
        { message: 'it was not sealed' },
      );
    },
  },
  {
    clause: 'CL-ONCE-04',
    title: 'the same id with another request, or another method, is operation_mismatch and writes nothing',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, [...beginning, tension]);
      await perform(store, id, tension, { operationId });
      const length = await logLength(fixture);
      const others: readonly Step[] = [
        { method: 'registerItem', input: { ...(tension.input as object), label: 'Another label' } },
        { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } },
        { method: 'registerRound', input: roundBatch(1) },
      ];
      for (const step of others) {
        for (const each of [store, fixture.store()]) {
          const end = await endOf(() => perform(each, id, step, { operationId }));
          t.equal(end, 'operation_mismatch', 'mismatch-not-told', step.method);
        }
      }
      t.equal(await logLength(fixture), length, 'committed-again');
    },
  },
  {
    clause: 'CL-ONCE-04',
    title: 'another id is another operation',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, beginning);
      await perform(store, id, tension, { operationId: 'a' });
      await perform(store, id, tension, { operationId: 'b' });
      t.equal((await store.load(id)).state.list('tension').length, 2, 'operations-confused');
    },
  },
  {
    clause: 'CL-ONCE-04',
    title: 'after a kill the repetition finishes the operation, or finds it done; the late request changes nothing',
    run: async (t) => {
      for (const lands of [true, false]) {
        for (const [before, step] of writes) {
          const fixture = await t.open();
          await performAll(fixture.store(), id, before);
          const dying = benchOf(fixture, { backend: killedWhileSending(fixture.backend, lands) });
          await ignoring(perform(dying.store, id, step, { operationId }));
          const answer = await perform(fixture.store(), id, step, { operationId });
          t.equal(answer.n, before.length + 1, 'committed-again', `${step.method}, landed: ${lands}`);
          await ignoring(fixture.backend.commit(id, sure(dying.ledger.commits[0])));
          await expectRepeated(t, fixture, step, answer);
          t.equal(await logLength(fixture), before.length + 1, 'committed-again', `${step.method}, landed: ${lands}`);
          await expectSound(t, fixture.store(), id, 'committed-again');
        }
      }
    },
  },
  {
    clause: 'CL-ONCE-04',
    title: 'of two concurrent calls with one id one writes, and both get its answer',
    run: async (t) => {
      const fixture = await t.open();
      const first: DialogueStore = fixture.store();
      await performAll(first, id, beginning);
      let theirs: unknown;
      const race = times(1, async () => {
        theirs = (await perform(first, id, tension, { operationId })).value;
      });
      const { store } = benchOf(fixture, { backend: beforeCommit(fixture.backend, race) });
      const { n, value } = await perform(store, id, tension, { operationId });
      t.equal([n, value], [beginning.length + 1, theirs], 'other-answer');
      t.equal(await logLength(fixture), beginning.length + 1, 'committed-again');
    },
  },
];
