import { dialogueId } from '@colloquy/core';
import { entangledIds, itemKey, manyKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { expectState, modelState, stateOf } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('a');

export const fixtureLaws: readonly StoreLaw[] = [
  {
    clause: 'KIT-FRESH-01',
    title: 'a new fixture is empty, and what happens in one is not seen in another',
    run: async (t) => {
      const first = await t.open();
      const writer = new Writer(t, first.store, id);
      await writer.commit({ puts: [itemKey(0)] });
      const second = await t.open();
      for (const name of entangledIds.slice(0, 4)) {
        const { model } = new Writer(t, second.store, name);
        await expectState(t, second.store, model, 'not-empty', `dialogue ${name}`);
        t.equal((await second.probe.rows(name)).log.length, 0, 'not-empty', `rows of ${name}`);
      }
      await new Writer(t, second.store, id).commit({ variant: 1, puts: manyKeys(2) });
      await expectState(t, first.store, writer.model, 'shared', 'the first fixture');
    },
  },
  {
    clause: 'KIT-SECOND-01',
    title: 'a second client sees and is seen, and each can be closed without the other',
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, id);
      await writer.commit({ puts: [itemKey(0)] });
      const second = await fixture.second();
      t.check(second !== fixture.store, 'same-client');
      await expectState(t, second, writer.model, 'other-data', 'the second client');
      await writer.commit({ puts: [itemKey(1)] }, second);
      await expectState(t, fixture.store, writer.model, 'other-data', 'the first client');
      const third = await fixture.second();
      await second.close();
      await writer.commit({ puts: [itemKey(0)] });
      await fixture.store.close();
      await expectState(t, third, writer.model, 'other-data', 'the third client');
    },
  },
  {
    clause: 'KIT-REOPEN-01',
    title: 'declared not durable: after reopening nothing is left, and the store works',
    applies: { when: 'not durable', holds: (c) => !c.durable },
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, id);
      await writer.commit({ puts: [itemKey(0)] });
      const store = await fixture.reopen();
      const { model } = new Writer(t, store, id);
      t.equal(await stateOf(store, id), modelState(model), 'undeclared-durability');
      await new Writer(t, store, id).commit({ variant: 1, puts: [itemKey(1)] });
    },
  },
  {
    clause: 'KIT-REOPEN-01',
    title: 'reopening closes the clients that were open',
    run: async (t) => {
      const fixture = await t.open();
      const second = await fixture.second();
      await fixture.reopen();
      for (const store of [fixture.store, second]) await t.rejects(() => store.head(id), 'left-open');
    },
  },
];
