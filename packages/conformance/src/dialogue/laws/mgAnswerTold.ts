import { ColloquyError, type DialogueStore, type MovedNotice } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { cancel, cross, hereOf, out, pinned, there } from '../support/crossing.ts';
import { endOf, expectEnd } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { expectUnwritten, left, moveId, refusal, refusalOf, standing } from '../support/left.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';

export const mgAnswerToldLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-ANSWER-03',
    title: 'a read answers from the copy that is here and says where the dialogue went, once per move',
    run: async (t) => {
      const { fixture, store } = await left(t);
      const notices: MovedNotice[] = [];
      const told = fixture.store({ ...pinned, onMoved: (notice) => notices.push(notice) });
      const moved = { moveId, ...there, n: standing + 1 };
      const handle = await told.open(id);
      t.equal([handle.moved, handle.current.moved], [moved, moved], 'not-told', 'open');
      t.equal((await told.load(id)).moved, moved, 'not-told', 'load');
      t.equal((await told.get(id))?.n, standing + 1, 'not-answered', 'get');
      t.equal((await told.item(id, 'T0001'))?.value.id, 'T0001', 'not-answered', 'item');
      await handle.refresh();
      t.equal(notices, [{ dialogueId: id, ...moved }], 'not-told-once');
      await cross(fixture, [cancel('1', hereOf(fixture))]);
      t.equal((await handle.refresh()).moved, undefined, 'told-of-the-past');
      t.equal(handle.moved, undefined, 'told-of-the-past');
      await cross(fixture, [out('2', hereOf(fixture))]);
      await told.get(id);
      t.equal(
        notices.map((notice) => notice.moveId),
        [moveId, '2'.repeat(32)],
        'not-told-once',
        'another move',
      );
      t.equal(
        (await store.verify(id)).location,
        { at: 'transit', move: await moveOf(fixture.store(pinned)) },
        'not-told',
      );
    },
  },
  {
    clause: 'MG-ANSWER-03',
    title: "with retired: 'refuse' a read is refused, and what looks into the log is not",
    run: async (t) => {
      const { fixture } = await left(t);
      const store = fixture.store({ ...pinned, retired: 'refuse' });
      const reads: readonly (readonly [string, () => Promise<unknown>])[] = [
        ['get', () => store.get(id)],
        ['item', () => store.item(id, 'T0001')],
        ['load', () => store.load(id)],
        ['open', () => store.open(id)],
      ];
      for (const [name, call] of reads) t.equal(await refusalOf(call), refusal, 'retired-read', name);
      await expectEnd(t, () => store.verify(id), 'ok', 'retired-closed', 'verify');
      t.equal((await store.history(id, standing + 1, 1)).entries[0]?.boundary?.moveId, moveId, 'retired-closed');
      const commit = { n: standing + 1, commitId: '0'.repeat(32) };
      t.equal((await store.outcome(id, commit)).outcome, 'dead', 'retired-closed', 'outcome');
    },
  },
  {
    clause: 'MG-ANSWER-04',
    title: 'a writer that meets migrate.out at its n stops: it sends nothing more',
    run: async (t) => {
      const bench = benchOf(await t.open(), pinned);
      const { fixture, ledger } = bench;
      await performAll(bench.store, id, [...beginning, tension]);
      let landed = false;
      const backend = intercept(fixture.backend, {
        commit: async (forward, ...args) => {
          if (!landed) await cross(fixture, [out('1', hereOf(fixture))]);
          landed = true;
          return forward(...args);
        },
      });
      ledger.reset();
      const writer = fixture.store({ ...pinned, backend: ledger.over(backend) });
      t.equal(await refusalOf(() => perform(writer, id, tension)), refusal, 'not-stopped');
      t.equal(ledger.counts.commit, 1, 'tried-again');
      ledger.reset();
      t.equal(await refusalOf(() => perform(writer, id, tension)), refusal, 'not-stopped', 'again');
      t.equal(ledger.counts.commit, 0, 'tried-again', 'again');
      await expectUnwritten(t, bench, 'not-stopped', 'the log');
    },
  },
  {
    clause: 'MG-ANSWER-04',
    title:
      'after a lost answer the refusal of a store that was left decides; that of an import over an old copy does not',
    run: async (t) => {
      const bench = await left(t);
      const { fixture } = bench;
      const head = await fixture.backend.head(id);
      await cross(fixture, [cancel('1', hereOf(fixture))]);
      for (const status of ['moved', 'purged', 'importing'] as const) {
        let sent = 0;
        const backend = intercept(fixture.backend, {
          commit: async () => {
            sent += 1;
            if (sent === 1) throw new ColloquyError('outcome_unknown', 'the answer was lost');
            const context = { dialogueId: id, status, moveId, ...there, n: head?.n };
            throw new ColloquyError('dialogue_moved', 'it has left', { context });
          },
        });
        const end = await endOf(() => perform(fixture.store({ ...pinned, backend }), id, tension));
        t.equal(end, status === 'importing' ? 'outcome_unknown' : 'dialogue_moved', 'wrongly-decided', status);
        t.equal(sent, 2, 'tried-again', status);
      }
    },
  },
  {
    clause: 'MG-ANSWER-04',
    title: 'an open handle is told at its refresh, and shows what it had',
    run: async (t) => {
      const bench = benchOf(await t.open(), pinned);
      const { fixture } = bench;
      await performAll(bench.store, id, [...beginning, tension]);
      const [handle, strict] = [
        await bench.store.open(id),
        await fixture.store({ ...pinned, retired: 'refuse' }).open(id),
      ];
      const [before, strictly] = [handle.current, strict.current];
      await cross(fixture, [out('1', hereOf(fixture))]);
      t.equal(handle.moved, undefined, 'told-early');
      const refreshed = await handle.refresh();
      t.equal(refreshed.moved, { moveId, ...there, n: standing + 1 }, 'handle-not-told');
      t.equal([...refreshed.state.entries()], [...before.state.entries()], 'handle-changed');
      t.equal(await refusalOf(() => strict.refresh()), refusal, 'handle-not-told', 'refuse');
      t.check(strict.current === strictly, 'handle-changed', { message: 'refuse' });
    },
  },
];

async function moveOf(store: DialogueStore): Promise<unknown> {
  const { location } = await store.verify(id);
  return location?.at === 'transit' ? location.move : undefined;
}
