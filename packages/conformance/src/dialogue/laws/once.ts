import { isColloquyError, type Commit } from '@colloquy/core';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, sure } from '../support/errors.ts';
import { FaultyCommits, type Fate } from '../support/faults.ts';
import { intercept } from '../support/intercept.ts';
import { scorer, times } from '../support/interfere.ts';
import { dumpOf, expectSound } from '../support/state.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';

/** Writes one tension through a backend with faults; somebody else may act after each of them. */
async function writeWith(fixture: DialogueFixture, fates: readonly Fate[], after?: () => Promise<void>) {
  const faults = new FaultyCommits(fates, after);
  const store = fixture.store({ backend: faults.over(fixture.backend) });
  const end = await endOf(() => perform(store, id, tension));
  return { store, sent: faults.sent, end };
}

/** How many of the dialogue's tensions are there, and how long the log is. */
async function tally(fixture: DialogueFixture): Promise<{ readonly tensions: number; readonly n: number }> {
  const { n, state } = await fixture.store().load(id);
  return { tensions: state.list('tension').length, n };
}

function expectSameBytes(t: DialogueContext, sent: readonly Commit[], message: string): void {
  for (const commit of sent) t.equal(commit, sent[0], 'sent-other-bytes', message);
}

const fates: readonly (readonly Fate[])[] = [
  ['lost'],
  ['executed'],
  ['crashed'],
  ['executed', 'lost'],
  ['lost', 'executed'],
];

export const onceLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-ONCE-01',
    title: 'after an unknown outcome the same bytes are sent again, and the write is there once',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      for (const fate of fates) {
        const before = await tally(fixture);
        const { sent, end } = await writeWith(fixture, fate);
        t.equal(end, 'ok', 'landed-not-recognised', fate.join(', '));
        t.equal(sent.length, fate.length + 1, 'not-sent-again', fate.join(', '));
        expectSameBytes(t, sent, fate.join(', '));
        t.equal(await tally(fixture), { tensions: before.tensions + 1, n: before.n + 1 }, 'not-once', fate.join(', '));
      }
      await expectSound(t, fixture.store(), id, 'not-once');
    },
  },
  {
    clause: 'CL-ONCE-01',
    title: 'what landed is recognised when others have written since',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      const other = scorer(fixture.store());
      const { sent, end } = await writeWith(fixture, ['executed', 'executed'], other.act);
      t.equal(end, 'ok', 'landed-not-recognised');
      expectSameBytes(t, sent, 'sendings');
      t.equal(await tally(fixture), { tensions: 1, n: beginning.length + 3 }, 'not-once');
    },
  },
  {
    clause: 'CL-ONCE-01',
    title: "another's entry at n means that the commit is dead: the write starts over, and is there once",
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      const other = scorer(fixture.store());
      const { sent, end } = await writeWith(fixture, ['lost'], times(1, other.act));
      t.equal(end, 'ok', 'dead-commit-not-replaced');
      expectSameBytes(t, sent.slice(0, 2), 'the dead commit');
      t.equal(sent.length, 3, 'dead-commit-not-replaced');
      t.check(sure(sent[2]).commitId !== sure(sent[0]).commitId, 'dead-commit-not-replaced');
      t.equal(await tally(fixture), { tensions: 1, n: beginning.length + 2 }, 'not-once');
    },
  },
  {
    clause: 'CL-ONCE-01',
    title: 'a sending that was delayed and arrives last of all changes nothing',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      const other = scorer(fixture.store());
      for (const act of [async () => undefined, times(1, other.act)]) {
        const { sent, end } = await writeWith(fixture, ['lost'], act);
        t.equal(end, 'ok', 'not-once');
        const before = await dumpOf(fixture.probe, id);
        await fixture.backend.commit(id, sure(sent[0]));
        t.equal(await dumpOf(fixture.probe, id), before, 'not-once', 'the late arrival');
      }
    },
  },
  {
    clause: 'CL-ONCE-01',
    title: 'a request that is delivered twice is there once, whichever answer comes back',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      const other = scorer(fixture.store());
      for (const between of [async () => undefined, other.act]) {
        const before = await tally(fixture);
        const backend = intercept(fixture.backend, {
          commit: async (forward, ...args) => {
            await forward(...args);
            await between();
            return forward(...args);
          },
        });
        t.equal(await endOf(() => perform(fixture.store({ backend }), id, tension)), 'ok', 'landed-not-recognised');
        t.equal((await tally(fixture)).tensions, before.tensions + 1, 'not-once');
      }
      await expectSound(t, fixture.store(), id, 'not-once');
    },
  },
  {
    clause: 'CL-ONCE-02',
    title:
      'when nothing is ever answered: outcome_unknown with n and commitId, and neither success nor failure is claimed',
    run: async (t) => {
      for (const fate of ['lost', 'executed', 'crashed'] as const) {
        const fixture = await t.open();
        await performAll(fixture.store(), id, beginning);
        const faults = new FaultyCommits(Array.from({ length: 100 }, () => fate));
        const store = fixture.store({ backend: faults.over(fixture.backend) });
        const error: unknown = await perform(store, id, tension).catch((thrown: unknown) => thrown);
        if (!isColloquyError(error, 'outcome_unknown')) {
          throw t.violation('certain-without-an-answer', { message: fate, actual: error });
        }
        const [commit] = faults.sent;
        t.equal(error.context['n'], beginning.length + 1, 'wrong-context', 'n');
        t.equal(error.context['commitId'], commit?.commitId, 'wrong-context', 'commitId');
        expectSameBytes(t, faults.sent, fate);
        t.check(faults.sent.length > 1 && faults.sent.length < 100, 'not-sent-again', { actual: faults.sent.length });
      }
    },
  },
  {
    clause: 'CL-ONCE-02',
    title: 'an error that means nothing was written is not believed once an earlier sending is in doubt',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      const refusals = Array.from({ length: 100 }, (): Fate => 'refused');
      const certain = await writeWith(fixture, refusals);
      t.equal(certain.end, 'backend_unavailable', 'doubt-without-reason');
      for (const first of ['lost', 'executed'] as const) {
        const { end } = await writeWith(fixture, [first, ...refusals]);
        t.equal(end, 'outcome_unknown', 'certain-after-doubt', first);
      }
    },
  },
  {
    clause: 'CL-ONCE-02',
    title: 'the request that was given up may still land, and outcome tells it then',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      const { sent, end, store } = await writeWith(
        fixture,
        Array.from({ length: 100 }, (): Fate => 'lost'),
      );
      t.equal(end, 'outcome_unknown', 'certain-without-an-answer');
      const commit = sure(sent[0]);
      t.equal((await store.outcome(id, commit)).outcome, 'undecided', 'absence-believed');
      await fixture.backend.commit(id, commit);
      t.equal((await store.outcome(id, commit)).outcome, 'landed', 'absence-believed', 'after it landed');
      t.equal((await tally(fixture)).tensions, 1, 'absence-believed', 'tensions');
    },
  },
  {
    clause: 'CL-ONCE-03',
    title: 'landed, dead and undecided follow from the entry at n, wherever the head is',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, beginning);
      await performAll(fixture.store(), id, [tension, tension]);
      const { log } = await fixture.probe.rows(id);
      const other = 'f'.repeat(32);
      for (const each of [store, fixture.store()]) {
        for (const { n, commitId } of log) {
          t.equal((await each.outcome(id, { n, commitId })).outcome, 'landed', 'wrong-outcome', `entry ${n}`);
          t.equal((await each.outcome(id, { n, commitId: other })).outcome, 'dead', 'wrong-outcome', `other than ${n}`);
        }
        for (const n of [log.length + 1, log.length + 50]) {
          const { commitId } = sure(log.at(-1));
          t.equal((await each.outcome(id, { n, commitId })).outcome, 'undecided', 'wrong-outcome', `n = ${n}`);
        }
      }
    },
  },
  {
    clause: 'CL-ONCE-03',
    title: 'while a dialogue comes into being: undecided or landed, never an alarm',
    run: async (t) => {
      const fixture = await t.open();
      const creator = fixture.store();
      const create = times(1, async () => {
        await perform(creator, id, sure(beginning[0]));
      });
      const backend = intercept(fixture.backend, {
        log: async (forward, ...args) => create().then(() => forward(...args)),
      });
      const nobody = { n: 1, commitId: 'f'.repeat(32) };
      let answer: unknown;
      const end = await endOf(async () => (answer = (await fixture.store({ backend }).outcome(id, nobody)).outcome));
      t.check(end === 'ok' && (answer === 'dead' || answer === 'undecided'), 'false-alarm', { actual: [end, answer] });
    },
  },
  {
    clause: 'CL-ONCE-03',
    title: 'an entry that the head says must be there, and is not, is an integrity_error and no verdict',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, beginning);
      const { log } = await fixture.probe.rows(id);
      for (const { n, commitId } of [sure(log[1]), sure(log.at(-1))]) {
        await fixture.probe.removeEntry(id, n);
        t.equal(
          await endOf(() => store.outcome(id, { n, commitId })),
          'integrity_error/log',
          'absence-believed',
          `${n}`,
        );
      }
    },
  },
];
