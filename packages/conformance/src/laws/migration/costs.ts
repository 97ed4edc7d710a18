import { itemKey, manyKeys } from '../../data/names.ts';
import type { OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import type { Metered } from '../../kit/Metered.ts';
import { whenMeasured } from '../kit/meter.ts';
import { Moving } from './Moving.ts';
import { moveStates } from './states.ts';

/** What an ordinary call upon a small dialogue costs at most, by the contract of PartitionStore. A commit has two changes. */
const ordinary = {
  dynamoRequests: { head: 1, get: 1, load: 1, settle: 3, commit: 1 },
  sqlStatements: { head: 1, get: 2, load: 2, settle: 1, commit: 8 },
} as const;

type Call = keyof (typeof ordinary)['dynamoRequests'];

async function metered(t: StoreContext, open: (() => Promise<Metered>) | undefined): Promise<Metered> {
  return t.owed(open, 'metered, because the kit declares measures')();
}

function callsOf(store: OpenStore, one: Moving): Readonly<Record<Call, () => Promise<unknown>>> {
  return {
    head: () => store.head(one.id),
    get: () => store.get(one.id, manyKeys(2)),
    load: () => store.load(one.id),
    settle: () => store.settle(one.id),
    commit: () => one.writer.commit({ puts: manyKeys(2) }, store),
  };
}

export const costLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-PORT-09',
    title: 'an ordinary call upon a dialogue that is just there asks for nothing more',
    applies: whenMeasured,
    run: async (t) => {
      const fixture = await t.open();
      const unit = t.present(t.capabilities.measures, 'the-test-itself');
      const { store, take } = await metered(t, fixture.metered?.bind(fixture));
      const one = new Moving(t, fixture.store);
      await one.commit({ puts: manyKeys(2) });
      // A connection that is made on the first call may ask for more than the call.
      await store.head(one.id);
      for (const [name, call] of Object.entries(callsOf(store, one))) {
        take();
        await call();
        const requests = take();
        const most = ordinary[unit][name as Call];
        t.check(requests.length <= most, 'costs-more', { message: name, expected: most, actual: requests });
      }
    },
  },
  {
    clause: 'MG-PORT-09',
    title: 'where a residence forbids a call, the answer costs no more than the call',
    applies: whenMeasured,
    run: async (t) => {
      const unit = t.present(t.capabilities.measures, 'the-test-itself');
      for (const { name, reach } of Object.values(moveStates)) {
        await t.using(async (fixture) => {
          const { store, take } = await metered(t, fixture.metered?.bind(fixture));
          const one = new Moving(t, fixture.store);
          await reach(one);
          await store.head(one.id).catch(() => undefined);
          const { head, get, load } = callsOf(store, one);
          const commit = one.writer.draft({ puts: [itemKey(0)] });
          // What refuses a commit is what judges one that does not land.
          const judged = unit === 'dynamoRequests' ? 2 : ordinary[unit].commit;
          const calls = [
            ['head', head, ordinary[unit].head],
            ['get', get, ordinary[unit].get],
            ['load', load, ordinary[unit].load],
            ['commit', () => store.commit(one.id, commit), judged],
          ] as const;
          for (const [call, run, most] of calls) {
            take();
            await run().catch(() => undefined);
            const requests = take();
            const message = `${call}, ${name}`;
            t.check(requests.length <= most, 'costs-more', { message, expected: most, actual: requests });
          }
        });
      }
    },
  },
];
