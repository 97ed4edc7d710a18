import { DialogueState, entityKey, limits, type Check, type RecordKey } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf, openBench } from '../support/bench.ts';
import { endOf, sure } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { afterReads, scorer, times } from '../support/interfere.ts';
import type { Ledger } from '../support/Ledger.ts';
import { beginning, id, perform, performAll, tension, wholeStory } from '../support/story.ts';
import { keysLookedAt } from '../support/watch.ts';

type Told = { readonly n: number; readonly holds: boolean };

/** For each commit sent: whether all of its conditions were shown together, by one answer, under the head that it follows. */
function restsOnOneAnswer(ledger: Ledger): readonly Told[] {
  return ledger.commits.map((commit, at) => {
    // An event is numbered by the counter of its entity, and the edge of a new item starts at it: the same commit changes these, so
    // their keys need not be read.
    const changes = commit.changes.filter(({ key, prior }) => prior !== null || !/^(event|ref)#/.test(key));
    const conditions: readonly Check[] = [
      ...changes.map(({ key, prior }) => ({ key, digest: prior })),
      ...commit.checks,
    ];
    const holds = ledger.shown.some(
      ({ n, asked, digests, commitsBefore }) =>
        commitsBefore <= at &&
        n === commit.n - 1 &&
        conditions.every(
          ({ key, digest }) => (asked === 'all' || asked.has(key)) && (digests.get(key) ?? null) === digest,
        ),
    );
    return { n: commit.n, holds };
  });
}

export const writeLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-WRITE-01',
    title:
      'all conditions of a commit were read in one answer, under the head that it follows, also when others commit between reads',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      const other = scorer(fixture.store());
      // Some reads are followed by a foreign commit; not all, or nobody would ever land.
      let reads = 0;
      const act = async (): Promise<void> => ((reads += 1) % 3 === 0 ? other.act() : undefined);
      const { store, ledger } = benchOf(fixture, { backend: afterReads(fixture.backend, act) });
      for (const step of wholeStory.slice(beginning.length)) {
        const end = await endOf(() => perform(store, id, step));
        t.check(end === 'ok', 'plan-on-two-states', { message: `${step.method} among commits of others`, actual: end });
      }
      t.check(other.count > 5, 'no-interference');
      for (const { n, holds } of restsOnOneAnswer(ledger)) {
        t.check(holds, 'plan-on-two-states', { message: `commit ${n}: no single answer showed all that it rests on` });
      }
    },
  },
  {
    clause: 'CL-WRITE-01',
    title: 'a hint that is too old costs another read, and the number comes from the state that the commit follows',
    run: async (t) => {
      const fixture = await t.open();
      const first = fixture.store();
      await performAll(first, id, [...beginning, tension, tension]);
      const other = scorer(first);
      const blind = intercept(fixture.backend, { last: async () => undefined });
      const interfere = times(2, other.act);
      const { store, ledger } = benchOf(fixture, { backend: afterReads(blind, interfere) });
      const answer = await perform(store, id, tension).catch((error: unknown) => {
        throw t.violation('plan-on-two-states', { message: String(error), cause: error });
      });
      t.check((answer.value as { id?: unknown }).id === 'T0003', 'plan-on-two-states', {
        message: 'the id of the third tension',
        actual: answer.value,
      });
      for (const { n, holds } of restsOnOneAnswer(ledger)) {
        t.check(holds, 'plan-on-two-states', { message: `commit ${n}: no single answer showed all that it rests on` });
      }
    },
  },
  {
    clause: 'CL-WRITE-01',
    title: 'no get asks for more than 97 keys, the wrapped ones among them; a write that looks at more rests on a load',
    run: async (t) => {
      const fixture = await t.open();
      const slugs = Array.from({ length: 99 }, (_, at) => `expert-${at}`);
      const experts = slugs.map((slug) => ({ slug, role: 'One of many', tier: 'Core', source: 'pool' }));
      await performAll(fixture.store(), id, [
        ...beginning,
        { method: 'registerRound', input: { round: 1, panel: [], experts } },
      ]);
      for (let count = 88; count < 99; count++) {
        const { store, ledger } = benchOf(fixture);
        const input = { ...(tension.input as object), contributors: slugs.slice(0, count) };
        t.equal(await endOf(() => perform(store, id, { method: 'registerItem', input })), 'ok', 'plan-on-two-states');
        for (const keys of ledger.gets)
          t.check(keys.length <= limits.getKeys, 'too-many-keys', { actual: keys.length });
        t.check(ledger.counts.get + ledger.counts.load === 1, 'plan-on-two-states', { actual: ledger.counts });
        for (const { n, holds } of restsOnOneAnswer(ledger)) {
          t.check(holds, 'plan-on-two-states', { message: `commit ${n}, ${count} contributors` });
        }
      }
    },
  },
  {
    clause: 'CL-WRITE-02',
    title: 'each change carries as prior what stood there, or null, and each key that was only looked at is a check',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      const reader = fixture.store();
      for (const step of wholeStory) {
        const stored = step.method === 'create' ? [] : (await fixture.probe.rows(id)).records;
        const digests = new Map<RecordKey, string>(stored.map(({ key, digest }) => [key, digest]));
        const state = step.method === 'create' ? new DialogueState([]) : (await reader.load(id)).state;
        const looked = keysLookedAt(state, step);
        ledger.reset();
        // A wrong condition may stop the write: what was sent is judged first.
        const end = await endOf(() => perform(store, id, step));
        const commit = sure(ledger.commits[0]);
        for (const { key, prior } of commit.changes) {
          t.equal(prior, digests.get(key) ?? null, 'wrong-prior', `${step.method}: ${key}`);
        }
        const written = new Set(commit.changes.map(({ key }) => key));
        const checked = new Map(commit.checks.map(({ key, digest }) => [key, digest]));
        for (const key of looked) {
          if (written.has(key)) continue;
          t.check(checked.has(key), 'missing-check', { message: `${step.method} looked at ${key}` });
          t.equal(checked.get(key), digests.get(key) ?? null, 'wrong-check', `${step.method}: ${key}`);
        }
        for (const key of checked.keys()) {
          t.check(looked.has(key) && !written.has(key), 'needless-check', { message: `${step.method}: ${key}` });
        }
        t.equal(end, 'ok', 'not-written', step.method);
        const keys = commit.checks.map(({ key }) => key);
        t.equal(
          keys,
          keys.toSorted((a, b) => (a < b ? -1 : 1)),
          'wrong-order',
          'checks',
        );
      }
    },
  },
  {
    clause: 'CL-WRITE-06',
    title: 'what changes nothing sends nothing, and answers with the head that it saw',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      await performAll(store, id, beginning);
      const signal = { method: 'signalConvergence', input: { round: 0, expert: 'muffin' } } as const;
      const first = await perform(store, id, signal);
      await perform(store, id, tension);
      for (const each of [store, fixture.store()]) {
        ledger.reset();
        const again = await perform(each, id, signal);
        t.equal(ledger.commits.length, 0, 'commit-without-changes');
        t.equal(again.value, first.value, 'other-answer');
        t.equal(again.n, first.n + 1, 'other-answer', 'n of the head');
      }
      const { log } = await fixture.probe.rows(id);
      t.equal(log.length, first.n + 1, 'commit-without-changes', 'entries');
    },
  },
  {
    clause: 'CL-WRITE-07',
    title: 'creating is commit 1: root, first event and the two wrapped keys, all of them absent before',
    run: async (t) => {
      const { store, ledger } = await openBench(t);
      const { n } = await perform(store, id, sure(beginning[0]));
      const commit = sure(ledger.commits[0]);
      t.equal([n, commit.n], [1, 1], 'wrong-first-commit', 'n');
      t.equal(
        commit.changes.map(({ key, prior }) => [key, prior]),
        [
          ['dialogue#meta', null],
          ['event#dialogue#meta#0001', null],
          ['key#dek#0001', null],
          ['key#log#0001', null],
        ],
        'wrong-first-commit',
      );
    },
  },
  {
    clause: 'CL-WRITE-07',
    title: 'of two who create at the same time one is told dialogue_exists, and nothing of it is written',
    run: async (t) => {
      const fixture = await t.open();
      const create = sure(beginning[0]);
      const winner = fixture.store();
      const race = times(1, async () => {
        await performAll(winner, id, beginning);
      });
      const backend = intercept(fixture.backend, {
        commit: async (forward, ...args) => race().then(() => forward(...args)),
      });
      const { store, ledger } = benchOf(fixture, { backend });
      t.equal(await endOf(() => perform(store, id, create)), 'dialogue_exists', 'wrong-code', 'lost race');
      t.equal(ledger.commits.length, 1, 'sent-again');
      ledger.reset();
      t.equal(await endOf(() => perform(store, id, create)), 'dialogue_exists', 'wrong-code', 'later');
      t.equal(ledger.commits.length, 0, 'sent-again', 'later');
      t.equal((await fixture.store().load(id)).n, beginning.length, 'written-all-the-same');
    },
  },
  {
    clause: 'CL-WRITE-07',
    title: 'an entry 1 that exists is enough: a dialogue whose root was removed is not created again',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      await performAll(store, id, beginning);
      await fixture.probe.removeRecord(id, entityKey.dialogue());
      ledger.reset();
      for (const each of [store, fixture.store()]) {
        t.equal(await endOf(() => perform(each, id, sure(beginning[0]))), 'dialogue_exists', 'wrong-code');
      }
      t.equal(ledger.commits.length, 0, 'written-all-the-same');
    },
  },
];
