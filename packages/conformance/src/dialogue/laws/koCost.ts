import type { PartitionStore } from '@colloquy/core';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { isWrap, keyed, recordsOf } from '../support/keyWork.ts';
import type { Counts, Ledger } from '../support/Ledger.ts';
import { id, perform } from '../support/story.ts';

const nothing: Counts = { head: 0, get: 0, last: 0, load: 0, log: 0, commit: 0, settle: 0 };

/** An administrator whose requests are counted. */
function counted(fixture: DialogueFixture): { ledger: Ledger; backend: PartitionStore } {
  const { ledger } = benchOf(fixture);
  return { ledger, backend: ledger.over(fixture.backend) };
}

export const koCostLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-COST-01',
    title: 'what each operation asks of the backend, by a process that knows nothing and by one that knows the keys',
    run: async (t) => {
      const fixture = await keyed(t);
      const perspectives = Array.from({ length: 99 }, () => ({ label: 'x', content: 'x', contributors: ['muffin'] }));
      for (const round of [1, 2]) {
        await perform(fixture.store(), id, { method: 'registerRound', input: { round, panel: [], perspectives } });
      }
      const { ledger, backend } = counted(fixture);
      const within = async (what: string, budget: Partial<Counts>, call: () => Promise<unknown>): Promise<void> => {
        ledger.reset();
        await call();
        t.equal(ledger.counts, { ...nothing, ...budget }, 'other-cost', what);
      };
      const records = [...(await recordsOf(fixture)).keys()].filter((key) => !isWrap(key)).length;
      const cold = () => fixture.operations({ backend });
      const warm = cold();
      await within('rotate, cold', { get: 1, commit: 1 }, () => warm.rotateDataKey(id));
      await within('rotate, warm', { get: 1, commit: 1 }, () => warm.rotateDataKey(id));
      const batches = Math.ceil(records / 94);
      await within('reseal', { load: 2, commit: batches + 1 }, () => warm.reseal(id));
      await within('reseal, nothing to do', { load: 2 }, () => cold().reseal(id));
      await warm.addEpoch();
      await within('rewrap, warm', { get: 2, commit: 1 }, () => warm.rewrap(id));
      await within('rewrap, nothing to do', { get: 1 }, () => warm.rewrap(id));
      await within('destroyEpoch, with one dialogue', { get: 2 }, () => warm.destroyEpoch(1));
      const buried = Math.ceil((records + 2) / 500);
      const budget = { load: 2, head: 1, log: 1, commit: 1 + buried, settle: 1 };
      await within('erase', budget, () => cold().erase(id));
      await within('erase, again', { load: 3, head: 2, log: 1, settle: 1 }, () => cold().erase(id));
    },
  },
];
