import { dialogueId, limits, type Commit } from '@colloquy/core';
import { longestBody, patternBytes } from '../../data/bytes.ts';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('limits');

/** A commit within the limits that is refused, in whatever way, is a limit out of reach. */
async function reach(t: StoreContext, store: OpenStore, writer: Writer, commit: Commit, what: string): Promise<void> {
  try {
    t.equal((await store.commit(id, commit)).outcome, 'committed', 'limit-out-of-reach', what);
  } catch (error) {
    throw t.violation('limit-out-of-reach', { message: what, actual: error, cause: error });
  }
  writer.model.commit(commit);
  await expectState(t, store, writer.model, 'limit-out-of-reach', what);
}

export const commitLimitLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-COMMIT-12',
    title: '1 000 changes, first of new records, then of existing ones, with 1 000 checks',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const all = manyKeys(limits.commitChanges);
      const body = patternBytes(longestBody, 1);
      await reach(t, store, writer, writer.draft({ puts: all, body }), '1 000 new records');
      const checks = manyKeys(limits.commitChecks, 5000);
      await reach(t, store, writer, writer.draft({ puts: all, checks }), '1 000 changes and 1 000 checks of absence');
      const some = [itemKey(7000)];
      await reach(t, store, writer, writer.draft({ puts: some, checks: all }), '1 000 checks of records');
      await reach(t, store, writer, writer.draft({ checks: all }), '1 000 checks alone');
    },
  },
  {
    clause: 'PS-COMMIT-12',
    title: '3 MiB in one commit: ten envelopes of 300 KiB, then a thousand smaller ones',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const full = manyKeys(10).map((key, at) => ({ key, envelope: patternBytes(limits.envelopeBytes, at) }));
      const rest = limits.commitBytes - 10 * limits.envelopeBytes - 2048;
      const remainder = { key: itemKey(10), envelope: patternBytes(rest, 10) };
      await reach(t, store, writer, writer.draft({ puts: [...full, remainder] }), 'ten of 300 KiB and the rest');
      const each = Math.floor(limits.commitBytes / limits.commitChanges) - 80;
      const many = manyKeys(limits.commitChanges, 100).map((key, at) => ({ key, envelope: patternBytes(each, at) }));
      await reach(t, store, writer, writer.draft({ puts: many }), 'a thousand of 3 KiB');
    },
  },
];
