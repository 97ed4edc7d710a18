import { compareStores, type ComparedStore, type PartitionStore } from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { elsewhere, there } from '../support/crossing.ts';
import { comeBack, crossing, here, leave, portOf, restatus, settleAt } from '../support/moving.ts';
import { departed, first, holding, note, opened } from '../support/registered.ts';
import { id, perform, tension } from '../support/story.ts';

function sideOf({ backend }: DialogueFixture, at: typeof here): ComparedStore {
  return { ...at, backend };
}

export const mgCompareLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-REGISTER-05',
    title: 'a copy from before the move beside the store where the dialogue is: fork, behind the end of the shorter',
    run: async (t) => {
      const { target, before, out, entry } = await departed(t, false);
      const restored = await holding(t, before, here);
      const side = (at: typeof here, head: number) => ({ ...at, head, active: true });
      const [one, other] = [side(here, out.n - 1), side(there, entry.n + 1)];
      const expected = { dialogueId: id, comparison: 'fork', partedAt: out.n, one, other };
      const compared = await compareStores(sideOf(restored, here), sideOf(target, there), id);
      t.equal(compared, expected, 'not-told');
      const mirrored = await compareStores(sideOf(target, there), sideOf(restored, here), id);
      t.equal(mirrored, { ...expected, one: other, other: one }, 'not-told');
      await perform(await opened(restored), id, tension);
      await perform(await opened(restored), id, tension);
      const parted = await compareStores(sideOf(restored, here), sideOf(target, there), id);
      t.equal([parted.comparison, parted.partedAt, parted.one.head], ['fork', out.n, out.n + 1], 'not-told');
    },
  },
  {
    clause: 'MG-REGISTER-05',
    title: 'two entries at one n are a fork although one store takes no writes',
    run: async (t) => {
      const { source, target, before, out } = await departed(t, false);
      const restored = await holding(t, before, here);
      await perform(await opened(restored), id, tension);
      await leave(restored, { ...first, move: 'e', target: elsewhere });
      const { comparison, partedAt, one } = await compareStores(sideOf(restored, here), sideOf(target, there), id);
      t.equal([comparison, partedAt, one.active], ['fork', out.n, false], 'not-told');
      const both = await compareStores(sideOf(restored, here), sideOf(source, here), id);
      t.equal([both.comparison, both.partedAt], ['fork', out.n], 'not-told');
    },
  },
  {
    clause: 'MG-REGISTER-05',
    title: 'a move, a copy on its way, one store alone and two dialogues of one id are no fork',
    run: async (t) => {
      const { source, target } = await departed(t, false);
      const moved = await compareStores(sideOf(source, here), sideOf(target, there), id);
      t.equal([moved.comparison, moved.partedAt], ['agree', undefined], 'false-fork');
      t.equal([moved.one.active, moved.other.active], [false, true], 'wrong-side');
      const empty = await t.open();
      const single = await compareStores(sideOf(source, here), sideOf(empty, elsewhere), id);
      t.equal([single.comparison, single.other.head], ['single', 0], 'false-fork');
      await portOf(empty).change(id, { from: null, to: { status: 'importing', move: '{}' }, head: null });
      const rows = await source.probe.rows(id);
      for (const entry of rows.log.slice(0, 3)) await empty.probe.putEntry(id, entry);
      t.equal(
        (await compareStores(sideOf(source, here), sideOf(empty, elsewhere), id)).comparison,
        'single',
        'false-fork',
      );
      await restatus(empty, 'aborted');
      t.equal(
        (await compareStores(sideOf(empty, elsewhere), sideOf(target, there), id)).comparison,
        'single',
        'false-fork',
      );
      const stranger = await t.open();
      await stranger
        .store({ sources: seededSources({ seed: 99 }) })
        .create(id, { title: 'Another dialogue of this name' });
      const unrelated = await compareStores(sideOf(stranger, elsewhere), sideOf(target, there), id);
      t.equal([unrelated.comparison, unrelated.partedAt], ['unrelated', undefined], 'false-fork');
      const itself = sideOf(source, here);
      await expectEnd(t, () => compareStores(itself, itself, id), 'invalid_argument', 'compared-with-itself');
    },
  },
  {
    clause: 'MG-REGISTER-05',
    title:
      'a dialogue that arrives while the two are read is compared once more; one of which an entry is lost is damaged',
    run: async (t) => {
      const { source, before } = await departed(t, false);
      const left = await source.probe.rows(id);
      await comeBack(source, first);
      const target = await t.open();
      await settleAt(target, there);
      let isMoved = false;
      const move = async (): Promise<void> => {
        if (isMoved) return;
        isMoved = true;
        const out = await leave(source, { ...first, move: 'e' });
        const { log, ...rows } = await source.probe.rows(id);
        const entry = crossing(log, { ...first, move: 'e', kind: 'migrate.in' });
        for (const each of [...log, entry]) await target.probe.putEntry(id, each);
        for (const record of rows.records) await target.probe.putRecord(id, record);
        await target.probe.putHead(id, entry);
        t.check(entry.n === out.n + 1, 'the-test-itself');
      };
      // After the first store was read, and before the second is.
      const port = portOf(target);
      const migration = {
        ...port,
        residence: async (...call: Parameters<typeof port.residence>) => move().then(() => port.residence(...call)),
      };
      const backend: PartitionStore & { migration: typeof migration } = { ...intercept(target.backend, {}), migration };
      const { comparison } = await compareStores(sideOf(source, here), { ...there, backend }, id);
      t.equal(comparison, 'agree', 'false-fork');
      const damaged = await holding(t, left, elsewhere);
      await damaged.probe.removeEntry(id, before.log.length - 1);
      const call = () => compareStores(sideOf(damaged, elsewhere), sideOf(target, there), id);
      await expectEnd(t, call, 'integrity_error/log', 'gap-called-fork');
      t.equal(await endOf(async () => perform(await opened(target), id, note)), 'ok', 'the-test-itself');
    },
  },
];
