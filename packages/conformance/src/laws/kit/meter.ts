import { dialogueId } from '@colloquy/core';
import { itemKey } from '../../data/names.ts';
import type { Capabilities } from '../../kit/Capabilities.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import type { Applicability } from '../../suite/Law.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('metered');

export const whenMeasured: Applicability<Capabilities> = {
  when: 'measures',
  holds: (c) => c.measures !== undefined,
};

function expectReadable(t: StoreContext, requests: readonly string[]): void {
  const unreadable = requests.filter((request) => !/^[\x20-\x7e]*\S[\x20-\x7e]*$/.test(request));
  t.equal(unreadable, [], 'unreadable', 'a request is one line of ASCII');
}

export const meterLaws: readonly StoreLaw[] = [
  {
    clause: 'KIT-METER-01',
    title: 'declared: the requests of a client are listed, each once, and those of no other',
    applies: whenMeasured,
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, id);
      await writer.commit({ puts: [itemKey(0)] });
      const open = t.owed(fixture.metered?.bind(fixture), 'metered, because the kit declares measures');
      const { store, take } = await open();
      // A connection that is made on the first call may ask for more than the call.
      await expectState(t, store, writer.model, 'other-data');
      expectReadable(t, take());
      t.equal(take(), [], 'not-anew', 'taken again at once');
      await fixture.store.head(id);
      t.equal(take(), [], 'sees-others', 'what the first client asked');
      await store.head(id);
      const first = take();
      t.check(first.length > 0, 'saw-nothing', { message: 'a head' });
      await store.head(id);
      t.equal(take(), first, 'not-the-same', 'the same call again');
      await writer.commit({ puts: [itemKey(1)] }, store);
      const commit = take();
      t.check(commit.length > 0, 'saw-nothing', { message: 'a commit' });
      await store.last(id, 'item#');
      expectReadable(t, [...first, ...commit, ...take()]);
    },
  },
  {
    clause: 'KIT-METER-01',
    title: 'declared without measures: the fixture offers no meter',
    applies: { when: 'no measures', holds: (c) => c.measures === undefined },
    run: async (t) => {
      const { metered } = await t.open();
      t.check(metered === undefined, 'undeclared-meter', { message: 'declare measures, so that it is used' });
    },
  },
];
