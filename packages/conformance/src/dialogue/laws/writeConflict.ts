import { scoped, type Commit, type PartitionStore } from '@colloquy/core';
import { seededSources, type Sources } from '@colloquy/core/testing';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { recordKey } from '../../data/names.ts';
import { benchOf } from '../support/bench.ts';
import { endOf, sure } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { beforeCommit, rootWriter, scorer, times } from '../support/interfere.ts';
import { dumpOf, expectSound } from '../support/state.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';

/** A backend on which somebody else is always first: every commit meets a foreign entry at its n. */
function stormy(store: PartitionStore): PartitionStore {
  return intercept(store, {
    commit: async (_forward, dialogue, commit) => {
      const head = await store.head(dialogue);
      const entry = { ...commit, commitId: 'f'.repeat(32), auth: new Uint8Array(32) };
      return scoped(dialogue, { outcome: 'conflict', head, entry } as const);
    },
  });
}

/** Sources with chosen randomness that note how long they were asked to wait. */
function waiting(byte: number | undefined, delays: number[]): Sources {
  const seeded = seededSources({ seed: 5 });
  const delay: Sources['delay'] = async (milliseconds) => {
    delays.push(milliseconds);
  };
  if (byte === undefined) return { ...seeded, delay };
  // Only what is drawn for a wait is chosen; ids and keys are longer.
  const randomBytes = (length: number): Uint8Array =>
    length < 8 ? new Uint8Array(length).fill(byte) : seeded.randomBytes(length);
  return { ...seeded, delay, randomBytes };
}

async function attemptsUnder(t: DialogueContext, maxAttempts: number, byte?: number) {
  const fixture = await t.open();
  await performAll(fixture.store(), id, beginning);
  const delays: number[] = [];
  const sources = waiting(byte, delays);
  const bench = benchOf(fixture, { backend: stormy(fixture.backend), maxAttempts, sources });
  const before = await dumpOf(fixture.probe, id);
  const end = await endOf(() => perform(bench.store, id, tension));
  t.equal(await dumpOf(fixture.probe, id), before, 'written-all-the-same');
  return { ...bench, delays, end };
}

/** What the registration of a tension by muffin asks for, and the wrapped keys. */
const wanted = ['dialogue#meta', 'expert#muffin', 'key#dek#0001', 'key#log#0001', 'round#00', 'tension#00#01'].map(
  recordKey,
);

/** All that a retry must not take over. */
function bytesOfCommit({ commitId, changes }: Commit): string {
  return [commitId, ...changes.map(({ digest }) => digest)].join(' ');
}

export const writeConflictLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-WRITE-03',
    title:
      'when others are always first: so many attempts as configured, each with a new commit, then revision_conflict',
    run: async (t) => {
      for (const maxAttempts of [1, 2, 7]) {
        const { end, ledger, delays } = await attemptsUnder(t, maxAttempts);
        t.equal(end, 'revision_conflict', 'wrong-end', `${maxAttempts} attempts`);
        t.equal(ledger.commits.length, maxAttempts, 'wrong-number-of-attempts');
        const ids = new Set(ledger.commits.map(({ commitId }) => commitId));
        t.equal(ids.size, maxAttempts, 'commit-sent-again', 'commit ids');
        t.equal(new Set(ledger.commits.map(bytesOfCommit)).size, maxAttempts, 'commit-sent-again');
        t.equal(delays.length, maxAttempts - 1, 'no-delay');
      }
    },
  },
  {
    clause: 'CL-WRITE-03',
    title: 'the delays between attempts grow, are bounded, and depend on chance',
    run: async (t) => {
      const { delays: longest } = await attemptsUnder(t, 20, 0xff);
      const { delays: shortest } = await attemptsUnder(t, 20, 0);
      t.check(
        longest.every((delay, at) => delay >= (longest[at - 1] ?? 0)),
        'delays-do-not-grow',
        { actual: longest },
      );
      t.check(sure(longest[4]) > 4 * sure(longest[0]), 'delays-do-not-grow', { actual: longest });
      t.check(Math.max(...longest) <= 10_000, 'delays-unbounded', { actual: longest });
      t.check(
        longest.every((delay, at) => delay > (shortest[at] ?? 0) * 1.5),
        'no-jitter',
        { actual: { longest, shortest } },
      );
    },
  },
  {
    clause: 'CL-WRITE-03',
    title: 'a write that lost plans again on the new state: another number, another verdict of its validation',
    run: async (t) => {
      const fixture = await t.open();
      const other = fixture.store();
      await performAll(other, id, [...beginning, tension]);
      const racing = (step: Parameters<typeof perform>[2]) => {
        const race = times(1, async () => {
          await perform(other, id, step);
        });
        return benchOf(fixture, { backend: beforeCommit(fixture.backend, race) });
      };

      const second = await perform(racing(tension).store, id, tension).catch((error: unknown) => {
        throw t.violation('stale-plan', { message: String(error), cause: error });
      });
      t.equal((second.value as { id?: unknown }).id, 'T0003', 'stale-plan', 'the other took T0002');

      const address = { method: 'transitionItem', input: { target: 'T0001', status: 'addressed' } } as const;
      const resolve = { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } } as const;
      const end = await endOf(() => perform(racing(resolve).store, id, address));
      t.equal(end, 'batch_validation_failed', 'stale-plan', 'addressing what was resolved meanwhile');
      await expectSound(t, fixture.store(), id, 'stale-plan');
    },
  },
  {
    clause: 'CL-WRITE-03',
    title: 'a write upon an answer that came too late loses, and starts over from a new one',
    run: async (t) => {
      const fixture = await t.open();
      const other = fixture.store();
      await performAll(other, id, beginning);
      const old = await fixture.backend.get(id, wanted);
      await perform(other, id, tension);
      let stale = 2;
      const backend = intercept(fixture.backend, {
        last: async (forward, ...args) => (stale > 0 ? undefined : forward(...args)),
        get: async (forward, ...args) => ((stale -= 1) >= 0 ? structuredClone(old) : forward(...args)),
      });
      const { store, ledger } = benchOf(fixture, { backend });
      const { value } = await perform(store, id, tension).catch((error: unknown) => {
        throw t.violation('stale-plan', { message: String(error), cause: error });
      });
      t.equal((value as { id?: unknown }).id, 'T0002', 'stale-plan');
      t.equal(ledger.commits.length, 3, 'wrong-number-of-attempts');
    },
  },
  {
    clause: 'CL-WRITE-03',
    title: 'a few lost races are survived, whatever the winner wrote',
    run: async (t) => {
      const fixture = await t.open();
      const other = fixture.store();
      await performAll(other, id, beginning);
      for (const interferer of [scorer(other), rootWriter(other)]) {
        const { store, ledger } = benchOf(fixture, {
          backend: beforeCommit(fixture.backend, times(5, interferer.act)),
        });
        const before = (await other.load(id)).n;
        const answer = await perform(store, id, tension);
        t.equal(answer.n, before + 6, 'gave-up');
        t.equal(ledger.commits.length, 6, 'gave-up', 'attempts');
      }
      await expectSound(t, fixture.store(), id, 'gave-up');
    },
  },
  {
    clause: 'CL-WRITE-04',
    title: 'a record that changed under an unmoved head is an integrity_error, told after one more read',
    run: async (t) => {
      const fixture = await t.open();
      const other = fixture.store();
      await performAll(other, id, [...beginning, tension, tension]);
      const { records } = await fixture.probe.rows(id);
      const [muffin, scone] = ['expert#muffin', 'expert#scone'].map((key) =>
        sure(records.find((row) => row.key === key)),
      );
      const foreign = { ...sure(muffin), digest: sure(scone).digest, envelope: sure(scone).envelope };
      const score = { method: 'scoreExpert', input: { expert: 'muffin', round: 0, score: 7 } } as const;
      // `muffin` is what the first write changes, and what the second only looks at.
      for (const step of [score, tension]) {
        await fixture.probe.putRecord(id, sure(muffin));
        const tamper = times(1, () => fixture.probe.putRecord(id, foreign));
        const { store, ledger } = benchOf(fixture, { backend: beforeCommit(fixture.backend, tamper), maxAttempts: 9 });
        const end = await endOf(() => perform(store, id, step));
        t.equal(end, 'integrity_error/condition', 'tampering-not-told', step.method);
        t.equal(ledger.commits.length, 1, 'endless-retry');
        t.check(ledger.calls <= 5, 'endless-retry', { actual: ledger.counts });
      }
    },
  },
  {
    clause: 'CL-WRITE-04',
    title: 'a mismatch that comes with a moved head is no tampering: the write starts over',
    run: async (t) => {
      const fixture = await t.open();
      const other = fixture.store();
      await performAll(other, id, beginning);
      const interferer = scorer(other, 'muffin');
      // The backend judged before the foreign commit, and answers after it.
      let answered = 0;
      const backend = intercept(fixture.backend, {
        commit: async (forward, dialogue, commit, options) => {
          answered += 1;
          if (answered > 3) return forward(dialogue, commit, options);
          await interferer.act();
          return scoped(dialogue, { outcome: 'mismatch', keys: [sure(commit.changes[0]).key] } as const);
        },
      });
      const { store } = benchOf(fixture, { backend });
      t.equal(await endOf(() => perform(store, id, tension)), 'ok', 'false-tampering');
      await expectSound(t, fixture.store(), id, 'false-tampering');
    },
  },
];
