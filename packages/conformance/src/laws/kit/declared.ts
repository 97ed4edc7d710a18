import { dialogueId } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { HeldCall, settledOf } from '../../steps/HeldCall.ts';
import { whenStepped } from '../support/applies.ts';
import { expectState } from '../support/state.ts';
import { steppedClient } from '../support/stepped.ts';
import { Writer } from '../support/Writer.ts';
import { everyCall } from '../store/signal.ts';

const id = dialogueId('declared');

/** Writing steps of one commit with so many changes. */
async function writingSteps(t: StoreContext, changes: number): Promise<number> {
  return t.using(async (fixture) => {
    const { gate, store } = await steppedClient(t, fixture);
    const writer = new Writer(t, store, id);
    const call = new HeldCall(gate, () => writer.commit({ puts: manyKeys(changes) }));
    const settled = await call.finish();
    if (settled.status === 'rejected') throw settled.error;
    return gate.executed.write;
  });
}

function isStore(value: unknown): value is OpenStore {
  return typeof value === 'object' && value !== null && 'commit' in value && 'close' in value;
}

export const declaredLaws: readonly StoreLaw[] = [
  {
    clause: 'KIT-STEP-01',
    title: 'every call of a held client waits, and a commit that waits has no effect',
    applies: whenStepped,
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, id);
      await writer.commit({ puts: [itemKey(0)] });
      const before = await fixture.probe.rows(id);
      for (const index of [0, 1, 2, 3, 4, 5, 6]) {
        const { gate, store } = await steppedClient(t, fixture);
        const [name, start] = everyCall(store, writer.draft({ puts: [itemKey(1)] }))[index] ?? [];
        const call = new HeldCall(gate, async () => start?.());
        t.check(await call.held(), 'not-held', { message: name ?? '' });
        t.equal(await fixture.probe.rows(id), before, 'not-held', `effect of ${name}`);
        gate.kill();
      }
    },
  },
  {
    clause: 'KIT-STEP-01',
    title: 'declared not stepped: the fixture offers no held client',
    applies: { when: 'not stepped', holds: (c) => !c.stepped },
    run: async (t) => {
      const { stepped } = await t.open();
      t.check(stepped === undefined, 'undeclared-steps', { message: 'declare stepped, so that they are used' });
    },
  },
  {
    clause: 'KIT-LIMIT-01',
    title: 'declared: from the limit on a commit takes several writing steps; not declared: 1 000 changes take one',
    applies: whenStepped,
    run: async (t) => {
      const { transactionLimit } = t.capabilities;
      if (transactionLimit === undefined) {
        t.equal(await writingSteps(t, 1000), 1, 'undeclared-limit', 'writing steps of 1 000 changes');
      } else {
        const steps = await writingSteps(t, Math.min(transactionLimit, 1000));
        t.check(steps > 1, 'no-limit', {
          message: `a commit of ${transactionLimit} changes took ${steps} writing steps`,
        });
      }
    },
  },
  {
    clause: 'KIT-LIMIT-01',
    title: 'a transaction limit is declared only together with steps',
    run: async (t) => {
      const { stepped, transactionLimit } = t.capabilities;
      t.check(stepped || transactionLimit === undefined, 'limit-without-steps', {
        message: 'a backend with small transactions must let the suite hold them',
      });
    },
  },
  {
    clause: 'KIT-PROCESS-01',
    title: 'declared: the module that the fixture names opens the same data',
    applies: { when: 'processes', holds: (c) => c.processes },
    run: async (t) => {
      const fixture = await t.open();
      const elsewhere = t.owed(fixture.elsewhere, 'elsewhere, because the kit declares processes');
      const writer = new Writer(t, fixture.store, id);
      await writer.commit({ puts: [itemKey(0)] });
      const loaded = (await import(elsewhere.module)) as { readonly openStore?: (config: unknown) => Promise<unknown> };
      const open = t.owed(loaded.openStore, `openStore in ${elsewhere.module}`);
      // As it would arrive in another process.
      const store = await open(JSON.parse(JSON.stringify(elsewhere.config)) as unknown);
      if (!isStore(store)) throw t.violation('not-a-store', { actual: store });
      try {
        await expectState(t, store, writer.model, 'other-data', 'elsewhere');
        await writer.commit({ puts: [itemKey(1)] }, store);
        await expectState(t, fixture.store, writer.model, 'other-data', 'here');
      } finally {
        await store.close();
      }
    },
  },
  {
    clause: 'KIT-PROCESS-01',
    title: 'declared without processes: the fixture offers no elsewhere',
    applies: { when: 'no processes', holds: (c) => !c.processes },
    run: async (t) => {
      const { elsewhere } = await t.open();
      t.check(elsewhere === undefined, 'undeclared-processes', { message: 'declare processes, so that they are used' });
    },
  },
  {
    clause: 'KIT-OBSTACLE-01',
    title: 'a commit can be made to fail, and the store works again afterwards',
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, id);
      await writer.commit({ puts: [itemKey(0)] });
      if (t.capabilities.stepped) {
        const { gate, store } = await steppedClient(t, fixture);
        const call = new HeldCall(gate, () => store.commit(id, writer.draft({ puts: [itemKey(0)] })));
        t.check(await call.held(), 'not-held');
        await gate.release('refused');
        const settled = await call.finish();
        t.check(settled.status === 'rejected', 'no-obstacle', {
          message: 'the first request was refused',
          actual: settled,
        });
      } else {
        const obstacles = t.owed(fixture.obstacles, 'obstacles, because its requests cannot be held');
        t.check(obstacles.length > 0, 'missing-prerequisite', { message: 'obstacles is empty' });
        for (const { name, place } of obstacles) {
          const remove = await place();
          const settled = await settledOf(fixture.store.commit(id, writer.draft({ puts: [itemKey(0)] })));
          await remove();
          t.check(settled.status === 'rejected', 'no-obstacle', { message: name, actual: settled });
        }
      }
      await writer.commit({ puts: [itemKey(1)] });
      await expectState(t, fixture.store, writer.model, 'not-recovered');
    },
  },
];
