import { dialogueId, isColloquyError } from '@colloquy/core';
import { itemKey } from '../../data/names.ts';
import type { OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { settledOf } from '../../steps/HeldCall.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';
import { everyCall } from './signal.ts';

const id = dialogueId('close');

async function expectClosed(t: StoreContext, store: OpenStore, writer: Writer): Promise<void> {
  for (const [name, call] of everyCall(store, writer.draft({ puts: [itemKey(1)] }))) {
    const error = await t.rejects(() => call(), 'works-after-close', name);
    t.check(isColloquyError(error, 'backend_closed'), 'wrong-code', { message: name, actual: error });
  }
}

async function closeAgain(t: StoreContext, store: OpenStore): Promise<void> {
  const settled = await settledOf(Promise.all([store.close(), store.close()]));
  t.check(settled.status === 'answered', 'close-twice', { actual: settled });
}

export const closeLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-CLOSE-01',
    title: 'every method rejects with backend_closed, and closing again does nothing',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      await writer.commit({ puts: [itemKey(0)] });
      await fixture.store.close();
      await expectClosed(t, fixture.store, writer);
      await closeAgain(t, fixture.store);
      await expectClosed(t, fixture.store, writer);
      await expectState(t, other, writer.model, 'other-client-affected');
    },
  },
  {
    clause: 'PS-CLOSE-01',
    title: 'a store that was never used closes too',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      await closeAgain(t, other);
      await expectClosed(t, other, new Writer(t, other, id));
    },
  },
];
