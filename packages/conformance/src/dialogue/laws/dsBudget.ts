import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf, type Bench } from '../support/bench.ts';
import type { Counts } from '../support/Ledger.ts';
import { beginning, id, perform, performAll, roundBatch, tension, wholeStory } from '../support/story.ts';

const nothing: Counts = { head: 0, get: 0, last: 0, load: 0, log: 0, commit: 0, settle: 0 };

/** Every kind of call may cost at most so much. */
function expectWithin(t: DialogueContext, counts: Counts, budget: Partial<Counts>, message: string): void {
  const allowed = { ...nothing, ...budget };
  for (const method of Object.keys(nothing) as (keyof Counts)[]) {
    t.check(counts[method] <= allowed[method], 'over-budget', {
      message: `${message}: ${method}`,
      expected: allowed,
      actual: counts,
    });
  }
}

/** Stores that have never seen the dialogue, and one that knows its keys. */
function benches(fixture: DialogueFixture, known: Bench): readonly (readonly [string, Bench])[] {
  return [
    ['keys not known', benchOf(fixture)],
    ['keys known', known],
  ];
}

export const dsBudgetLaws: readonly DialogueLaw[] = [
  {
    clause: 'DS-BUDGET-01',
    title: 'a write of one entity: at most one last, one get, one commit, with the keys known or not',
    run: async (t) => {
      for (const isKnown of [true, false]) {
        const fixture = await t.open();
        const known = benchOf(fixture);
        for (const step of wholeStory) {
          const { store, ledger } = isKnown ? known : benchOf(fixture);
          ledger.reset();
          await perform(store, id, step);
          if (step.method === 'registerRound') continue;
          // Of a dialogue that is not there one page of the log is read as well: a lost head must not look like none.
          const log = step.method === 'create' ? 1 : 0;
          expectWithin(t, ledger.counts, { last: 1, get: 1, commit: 1, log }, `${step.method}, keys known: ${isKnown}`);
        }
      }
    },
  },
  {
    clause: 'DS-BUDGET-01',
    title: 'the size of the dialogue costs nothing',
    run: async (t) => {
      const fixture = await t.open();
      const bench = benchOf(fixture);
      await performAll(bench.store, id, [...beginning, ...Array.from({ length: 60 }, () => tension)]);
      for (const [name, { store, ledger }] of benches(fixture, bench)) {
        ledger.reset();
        await perform(store, id, tension);
        expectWithin(t, ledger.counts, { last: 1, get: 1, commit: 1 }, name);
        t.check((ledger.gets[0]?.length ?? 0) < 10, 'over-budget', {
          message: 'keys of the get',
          actual: ledger.gets[0],
        });
      }
    },
  },
  {
    clause: 'DS-BUDGET-02',
    title: 'load: one load; get and item: one get; refresh of an unchanged handle: one head',
    run: async (t) => {
      const fixture = await t.open();
      const bench = benchOf(fixture);
      await performAll(bench.store, id, wholeStory);
      for (const [name, { store, ledger }] of benches(fixture, bench)) {
        const within = async (budget: Partial<Counts>, call: () => Promise<unknown>, what: string): Promise<void> => {
          ledger.reset();
          await call();
          expectWithin(t, ledger.counts, budget, `${what}, ${name}`);
        };
        // The first of these meets a store that knows nothing yet; each in turn is the first of a new one.
        await within({ load: 1 }, () => store.load(id), 'load');
        await within({ get: 1 }, () => store.get(id), 'get');
        await within({ get: 1 }, () => store.item(id, 'T0001'), 'item');
        const handle = await store.open(id);
        await within({ head: 1 }, () => handle.refresh(), 'refresh');
      }
      for (const call of ['get', 'item'] as const) {
        const { store, ledger } = benchOf(fixture);
        await (call === 'get' ? store.get(id) : store.item(id, 'P0001'));
        expectWithin(t, ledger.counts, { get: 1 }, `${call} by a store that knows nothing`);
      }
    },
  },
  {
    clause: 'DS-BUDGET-03',
    title: 'a round registration: one load, one commit',
    run: async (t) => {
      const fixture = await t.open();
      const bench = benchOf(fixture);
      await performAll(bench.store, id, [...beginning, tension]);
      for (const [at, [name, { store, ledger }]] of benches(fixture, bench).entries()) {
        ledger.reset();
        await perform(
          store,
          id,
          { method: 'registerRound', input: roundBatch(at + 1) },
          { operationId: `round-${at}` },
        );
        expectWithin(t, ledger.counts, { load: 1, commit: 1 }, name);
      }
    },
  },
];
