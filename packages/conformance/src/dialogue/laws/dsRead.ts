import { applyPlan, DialogueState, type Entity, type Item } from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf, openBench } from '../support/bench.ts';
import { Chronicle } from '../support/Chronicle.ts';
import { endOf, sure } from '../support/errors.ts';
import { scorer, times } from '../support/interfere.ts';
import { laggingLoad } from '../support/lagging.ts';
import { expectSameState } from '../support/state.ts';
import { anyPlanner, beginning, id, perform, performAll, perspective, tension, wholeStory } from '../support/story.ts';

export const dsReadLaws: readonly DialogueLaw[] = [
  {
    clause: 'DS-READ-01',
    title: 'load gives every entity that was planned, and no other',
    run: async (t) => {
      const sources = seededSources({ seed: 9 });
      let now = 0;
      const watched = { ...sources, now: () => (now = sources.now()) };
      const { store, fixture } = await openBench(t, { sources: watched });
      let expected = new DialogueState([]);
      for (const step of wholeStory) {
        await perform(store, id, step);
        const planner = anyPlanner(step.method);
        const context = { now: new Date(now).toISOString() };
        expected = applyPlan(expected, planner.plan(expected, planner.parse(step.input), context).puts);
        expectSameState(t, (await fixture.store().load(id)).state, expected, 'other-state', step.method);
      }
    },
  },
  {
    clause: 'DS-READ-01',
    title: 'under commits of others it is the state after one commit, the one it names',
    run: async (t) => {
      const fixture = await t.open();
      const writer = fixture.store();
      await performAll(writer, id, [...beginning, tension]);
      const chronicle = new Chronicle(fixture.store(), id);
      await chronicle.note();
      const interferer = scorer(writer);
      for (let round = 0; round < 6; round++) {
        const act = times(2, chronicle.noting(interferer.act));
        const backend = laggingLoad(fixture.backend, act, (index) => (index + round) % 3 !== 0);
        const loaded = await fixture
          .store({ backend })
          .load(id)
          .catch((error: unknown) => {
            throw t.violation('no-state-of-one-commit', { message: String(error), cause: error });
          });
        chronicle.expect(t, loaded, beginning.length + 1 + round, 'no-state-of-one-commit');
      }
    },
  },
  {
    clause: 'DS-READ-01',
    title: 'an unknown dialogue is dialogue_not_found',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      for (const call of [() => store.load(id), () => store.open(id), () => store.verify(id)]) {
        t.equal(await endOf(call), 'dialogue_not_found', 'wrong-code');
      }
    },
  },
  {
    clause: 'DS-READ-02',
    title: 'get gives the root, item gives each item by its display id, and undefined what is not there',
    run: async (t) => {
      const { store, fixture } = await openBench(t);
      t.equal([await store.get(id), await store.item(id, 'T0001')], [undefined, undefined], 'something-from-nothing');
      await performAll(store, id, wholeStory);
      const { state, n } = await fixture.store().load(id);
      const root = await store.get(id);
      t.equal([root?.n, root?.value], [n, state.list('dialogue')[0]], 'other-entity', 'the root');
      const items = [...state.entries()].map(([, entity]) => entity).filter(isItem);
      t.check(items.length > 7, 'the-test-itself');
      for (const item of items) {
        const answer = await store.item(id, item.id);
        t.equal([answer?.n, answer?.value], [n, item], 'other-entity', item.id);
      }
      for (const absent of ['P0099', 'T9901', 'C0002']) {
        t.equal(await store.item(id, absent), undefined, 'something-from-nothing', absent);
      }
    },
  },
  {
    clause: 'DS-READ-03',
    title: 'a refreshed handle gives what load gives, after every kind of write and after many at once',
    run: async (t) => {
      const fixture = await t.open();
      const writer = fixture.store();
      await performAll(writer, id, beginning);
      const eager = await fixture.store().open(id);
      const lazy = await fixture.store().open(id);
      for (const [at, step] of wholeStory.slice(beginning.length).entries()) {
        await perform(writer, id, step);
        const loaded = await fixture.store().load(id);
        const refreshed = await eager.refresh();
        t.equal([refreshed.n, refreshed.logHead], [loaded.n, loaded.logHead], 'other-head', step.method);
        expectSameState(t, refreshed.state, loaded.state, 'other-state', step.method);
        t.check(eager.current === refreshed, 'other-head', { message: 'current' });
        if (at % 5 !== 4) continue;
        expectSameState(t, (await lazy.refresh()).state, loaded.state, 'other-state', 'a handle that was left alone');
      }
    },
  },
  {
    clause: 'DS-READ-03',
    title: 'a refresh among commits of others gives a state that has been, and never goes back',
    run: async (t) => {
      const fixture = await t.open();
      const writer = fixture.store();
      await performAll(writer, id, [...beginning, tension]);
      const chronicle = new Chronicle(fixture.store(), id);
      await chronicle.note();
      const handle = await benchOf(fixture).store.open(id);
      let least = handle.current.n;
      for (const step of [perspective, tension, tension, perspective]) {
        await perform(writer, id, step);
        await chronicle.note();
        const [one, two] = await Promise.all([handle.refresh(), handle.refresh()]);
        for (const refreshed of [one, two, handle.current])
          chronicle.expect(t, refreshed, least + 1, 'no-state-of-one-commit');
        least += 1;
      }
    },
  },
  {
    clause: 'DS-HISTORY-01',
    title: 'history gives every commit once, in order, with kind, actor, time, id and keys, in pages of any size',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t, { actor: 'scribe' });
      for (const step of wholeStory) await perform(store, id, step);
      const kinds = wholeStory.map(({ method }) => anyPlanner(method).kind);
      for (const limit of [1, 7, 1000]) {
        const entries = [];
        let from: number | undefined = 1;
        for (let page = 0; from !== undefined && page < 100; page++) {
          const answer: Awaited<ReturnType<typeof store.history>> = await fixture.store().history(id, from, limit);
          entries.push(...answer.entries);
          from = answer.next;
        }
        t.equal(
          entries.map(({ n }) => n),
          wholeStory.map((_, at) => at + 1),
          'not-every-commit-once',
          `pages of ${limit}`,
        );
        t.equal(
          entries.map(({ kind }) => kind),
          kinds,
          'wrong-entry',
          'kinds',
        );
        for (const [at, entry] of entries.entries()) {
          const { commitId, changes } = sure(ledger.commits[at]);
          const expected = [commitId, changes.map(({ key }) => key), 'scribe'];
          t.equal([entry.commitId, entry.keys, entry.actor], expected, 'wrong-entry', `entry ${entry.n}`);
        }
        t.equal(sure(entries.at(-1)).hash, (await store.load(id)).logHead, 'wrong-entry', 'the hash of the last');
      }
      t.equal(
        (await store.history(id, wholeStory.length + 1, 10)).entries,
        [],
        'not-every-commit-once',
        'beyond the end',
      );
    },
  },
  {
    clause: 'DS-HISTORY-01',
    title: 'a commit that the log has lost or that nobody with the key wrote is an integrity_error, never left out',
    run: async (t) => {
      const { store, fixture } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const { log } = await fixture.probe.rows(id);
      for (const { n } of log) {
        await fixture.probe.removeEntry(id, n);
        for (const limit of [1, 2, 1000]) {
          t.equal(await readAll(limit), 'integrity_error/log', 'entry-left-out', `${n}, pages of ${limit}`);
        }
        const entry = sure(log[n - 1]);
        for (const forged of [
          { ...entry, auth: new Uint8Array(32) },
          { ...entry, body: sure(log[n % log.length]).body },
        ]) {
          await fixture.probe.putEntry(id, forged);
          t.equal(await readAll(1000), 'integrity_error/log', 'entry-believed', String(n));
        }
        await fixture.probe.putEntry(id, entry);
      }

      async function readAll(limit: number): Promise<string> {
        return endOf(async () => {
          let from: number | undefined = 1;
          while (from !== undefined) from = (await fixture.store().history(id, from, limit)).next;
        });
      }
    },
  },
];

function isItem(entity: Entity): entity is Item {
  return 'contributors' in entity;
}
