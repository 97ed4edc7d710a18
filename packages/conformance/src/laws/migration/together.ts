import { isColloquyError, type Commit, type ScopedOutcome } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { Fixture, OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { settledOf, type Settled } from '../../steps/HeldCall.ts';
import { whenRoomy } from '../support/applies.ts';
import { largeCount } from '../support/size.ts';
import { entryOf, Moving, portOf, residenceOf } from './Moving.ts';

/** Whether a commit that met a transition landed; if not it must have been told so. */
function landed(t: StoreContext, settled: Settled<ScopedOutcome>, code: 'dialogue_moved' | 'dialogue_moving'): boolean {
  if (settled.status === 'answered') {
    const { outcome } = settled.answer;
    t.check(outcome !== 'mismatch', 'wrong-answer', { actual: settled.answer });
    return outcome === 'committed';
  }
  t.check(isColloquyError(settled.error, code), 'wrong-code', { actual: settled.error });
  return false;
}

/** Clients of their own for a writer and a mover. */
async function clients(fixture: Fixture): Promise<readonly [OpenStore, OpenStore]> {
  return [await fixture.second(), await fixture.second()];
}

export const togetherLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-STATE-03',
    title: 'where a dialogue is importing, aborted or has left, no commit lands, small or large, nor a repair',
    applies: whenRoomy,
    run: async (t) => {
      for (const status of ['importing', 'aborted', 'moved'] as const) {
        const fixture = await t.open();
        const one = new Moving(t, fixture.store);
        if (status === 'moved') {
          await one.commit({ puts: manyKeys(2) });
          await one.withEntry(residenceOf(status, 'one'));
        } else await one.to(status, 'one');
        const before = await fixture.probe.rows(one.id);
        const repair = t.owed(fixture.store.repair, 'repair');
        const head = one.head === undefined ? null : { n: one.head.n, commitId: one.head.commitId };
        for (const count of [0, 2, largeCount(t.capabilities)]) {
          const commit = one.writer.draft({ puts: manyKeys(count) });
          await settledOf(fixture.store.commit(one.id, commit));
          t.equal(await fixture.probe.rows(one.id), before, 'commit-landed', `${status}, ${count} changes`);
          await settledOf(repair.commitOver(one.id, commit, { head, remove: [] }));
          t.equal(await fixture.probe.rows(one.id), before, 'commit-landed', `${status}, ${count} changes, a repair`);
        }
        await one.expectStands('commit-landed', status);
      }
    },
  },
  {
    clause: 'MG-STATE-03',
    title: 'commit 1 and a claim at once, and commit n and leaving at n: one of them, and both are told',
    run: async (t) => {
      for (let round = 0; round < Math.max(4, Math.ceil(t.runs / 5)); round++) {
        await t.using(async (fixture) => {
          const [writes, moves] = await clients(fixture);
          const count = round % 2 === 0 ? 2 : largeCount(t.capabilities);
          const first = new Moving(t, fixture.store, 'first');
          const commit = first.writer.draft({ puts: manyKeys(count) });
          const claim = first.change(residenceOf('importing', 'one'));
          await meet(t, fixture, first, { commit, writes }, () => portOf(t, moves).change(first.id, claim));
          const later = new Moving(t, fixture.store, 'later');
          await later.commit({ puts: [itemKey(0)] });
          const next = later.writer.draft({ puts: manyKeys(count) });
          const entry = entryOf(later.writer.draft({ variant: 5 }));
          const leave = later.change(residenceOf('moved', 'one'), entry);
          await meet(t, fixture, later, { commit: next, writes }, () => portOf(t, moves).change(later.id, leave));
        });
      }
    },
  },
];

async function meet(
  t: StoreContext,
  { store, probe }: Fixture,
  one: Moving,
  { commit, writes }: { readonly commit: Commit; readonly writes: OpenStore },
  move: () => Promise<{ readonly changed: boolean }>,
): Promise<void> {
  const [written, { changed }] = await Promise.all([settledOf(writes.commit(one.id, commit)), move()]);
  const isFirst = one.head === undefined;
  const has = landed(t, written, isFirst ? 'dialogue_moving' : 'dialogue_moved');
  t.equal([has, changed].filter(Boolean).length, 1, 'both-or-none', `commit ${commit.n}`);
  if (has) await store.settle(one.id);
  const { log, records, head } = await probe.rows(one.id);
  t.equal(log.length, isFirst && !has ? 0 : commit.n, 'both-or-none', `commit ${commit.n}`);
  t.equal(head?.commitId, log.at(-1)?.commitId, 'both-or-none', `commit ${commit.n}`);
  t.equal(head?.commitId === commit.commitId, has, 'untrue-answer', `commit ${commit.n}`);
  const before = isFirst ? 0 : 1;
  t.equal(records.length, has ? Math.max(before, commit.changes.length) : before, 'both-or-none', `commit ${commit.n}`);
}
