import { expect, test } from 'vitest';
import { dialogueId } from '../../src/address/DialogueId.ts';
import { exportDocument } from '../../src/domain/document/index.ts';
import { isColloquyError } from '../../src/errors/index.ts';
import { createTestDialogueStore } from '../../src/testing/index.ts';
import { dialogueStoreContract, type Bound } from '../../src/traits/contracts/index.ts';
import type { DialogueStore } from '../../src/traits/DialogueStore.ts';
import type { LogEntry, PartitionStore } from '../../src/traits/PartitionStore.ts';
import { readLog } from '../../src/verify/readLog.ts';
import { b, cross, mover } from '../move/support/crossing.ts';
import { id, KeyBench } from '../operations/support/bench.ts';

/*
 * The budgets of the DialogueStore, against what is counted: every bound is reached, by a store that knows nothing yet. Conflicts are
 * no part of a budget, and the growth of imports and verifications has tests of its own in the conformance suite.
 */

type Method = keyof DialogueStore;
type Counts = Partial<Record<keyof PartitionStore, number>>;

/** The same backend, with every call counted. */
function counted(inner: PartitionStore): { readonly backend: PartitionStore; readonly counts: Counts } {
  const counts: Counts = {};
  const count = <M extends keyof PartitionStore>(method: M): PartitionStore => {
    counts[method] = (counts[method] ?? 0) + 1;
    return inner;
  };
  const backend: PartitionStore = {
    head: (...args) => count('head').head(...args),
    get: (...args) => count('get').get(...args),
    last: (...args) => count('last').last(...args),
    load: (...args) => count('load').load(...args),
    log: (...args) => count('log').log(...args),
    commit: (...args) => count('commit').commit(...args),
    settle: (...args) => count('settle').settle(...args),
  };
  return { backend, counts };
}

const budgets = new Map<string, Readonly<Record<string, Bound | undefined>>>(
  Object.entries(dialogueStoreContract.methods).map(([method, { budget }]) => [method, budget]),
);

/** What the contract allows in a case, without the units of which there is nothing. */
function allowed(method: Method, name: string): Counts {
  const numbers = Object.entries(budgets.get(method) ?? {}).map(
    ([unit, bound]) => [unit, Number(typeof bound === 'object' ? bound[name] : bound)] as const,
  );
  return Object.fromEntries(numbers.filter(([, number]) => number !== 0));
}

const source = 'pool' as const;
const expertsOf = (count: number) => Array.from({ length: count }, (_, at) => `expert-${at}`);
const many = expertsOf(100);
/** With the root, the round and the next item: as many keys as one get has room for beside two wrapped ones. */
const full = expertsOf(92);
/** More than one get has room for: told only once the next item is known. */
const over = expertsOf(94);

/** A dialogue with a hundred experts in round 0 and one tension. */
async function dialogue(): Promise<KeyBench> {
  const bench = new KeyBench();
  const store = await bench.store();
  await store.create(id, { title: 'What it costs' });
  await store.registerRound(id, {
    round: 0,
    experts: many.map((slug) => ({ slug, role: 'Counter', tier: 'Core' as const, source })),
    panel: many.map((slug) => ({ slug, source })),
    tensions: [{ label: 'Dear', description: 'What if it costs more?', contributors: ['expert-1'] }],
  });
  return bench;
}

const item = (contributors: readonly string[]) =>
  ({ type: 'claim', round: 0, label: 'It holds', content: 'In every case.', contributors }) as const;

type Call = (store: DialogueStore) => Promise<unknown>;
const nobody = dialogueId('nobody');

const cases: readonly (readonly [Method, string, Call])[] = [
  ['create', 'usual', (store) => store.create(nobody, { title: 'New' })],
  ['get', 'usual', (store) => store.get(id)],
  ['get', 'no such dialogue', (store) => store.get(nobody)],
  ['item', 'usual', (store) => store.item(id, 'T0001')],
  ['load', 'usual', (store) => store.load(id)],
  ['load', 'no such dialogue', (store) => store.load(nobody)],
  ['open', 'usual', (store) => store.open(id)],
  ['history', 'usual', (store) => store.history(id, 1, 10)],
  ['history', 'no such dialogue', (store) => store.history(nobody, 1, 10)],
  ['outcome', 'usual', (store) => store.outcome(id, { n: 1, commitId: '0'.repeat(32) })],
  ['verify', 'one page', (store) => store.verify(id)],
  ['scoreExpert', 'usual', (store) => store.scoreExpert(id, { expert: 'expert-1', round: 0, score: 1 })],
  ['scoreExpert', 'no such dialogue', (store) => store.scoreExpert(nobody, { expert: 'expert-1', round: 0, score: 1 })],
  ['commentTension', 'usual', (store) => store.commentTension(id, { target: 'T0001', reason: 'Still.' })],
  ['registerItem', 'usual', (store) => store.registerItem(id, item(['expert-1']))],
  ['registerItem', 'usual', (store) => store.registerItem(id, item(full))],
  ['registerItem', 'more than 95 keys', (store) => store.registerItem(id, item(over))],
  ['createRound', 'usual', (store) => store.createRound(id, { round: 1, title: 'Two', panel: [] })],
  [
    'createRound',
    'more than 95 keys',
    (store) => store.createRound(id, { round: 1, title: 'Two', panel: many.map((slug) => ({ slug, source })) }),
  ],
  ['registerRound', 'usual', (store) => store.registerRound(id, { round: 1, panel: [] })],
];

/** What a call costs a store that knows nothing, whatever it comes to. */
async function costOf(bench: KeyBench, call: Call): Promise<Counts> {
  const { backend, counts } = counted(bench.backend);
  const trusted = { movers: [mover.verifier] };
  const store = createTestDialogueStore({
    backend,
    keyring: await bench.keyring(),
    sources: bench.sources(),
    trusted,
  });
  try {
    await call(store);
  } catch (error) {
    if (!isColloquyError(error, 'dialogue_not_found') && !isColloquyError(error, 'dialogue_exists')) throw error;
  }
  return counts;
}

test.each(cases)('%s, %s', async (method, name, call) => {
  expect(await costOf(await dialogue(), call)).toEqual(allowed(method, name));
});

test.each([
  ['get', (store) => store.get(id)],
  ['item', (store) => store.item(id, 'T0001')],
  ['history', (store) => store.history(id, 1, 10)],
  ['scoreExpert', (store) => store.scoreExpert(id, { expert: 'expert-1', round: 0, score: 1 })],
  ['registerItem', (store) => store.registerItem(id, item(full))],
] satisfies readonly (readonly [Method, Call])[])('%s after the data key was renewed', async (method, call) => {
  const bench = await dialogue();
  await (await bench.operations()).rotateDataKey(id);
  expect(await costOf(bench, call)).toEqual(allowed(method, 'data key renewed'));
});

test.each([
  ['get', (store) => store.get(id)],
  ['load', (store) => store.load(id)],
  ['open', (store) => store.open(id)],
  ['history', (store) => store.history(id, 1, 10)],
  ['outcome', (store) => store.outcome(id, { n: 1, commitId: '0'.repeat(32) })],
  ['scoreExpert', (store) => store.scoreExpert(id, { expert: 'expert-1', round: 0, score: 1 })],
  ['registerItem', (store) => store.registerItem(id, item(['expert-1']))],
  ['registerRound', (store) => store.registerRound(id, { round: 1, panel: [] })],
] satisfies readonly (readonly [Method, Call])[])('%s upon a boundary entry', async (method, call) => {
  const bench = await dialogue();
  const { place } = await bench.keyring();
  const here = { place, name: 'here' };
  const log: LogEntry[] = [];
  for await (const entry of readLog(bench.backend, id)) log.push(entry);
  const left = await cross(log, { kind: 'migrate.out', move: '1', source: here, target: b, more: { dialogueId: id } });
  const back = await cross(left, {
    kind: 'migrate.cancel',
    move: '1',
    source: here,
    target: b,
    more: { dialogueId: id },
  });
  for (const entry of back.slice(-2)) await bench.backend.commit(id, { ...entry, changes: [], checks: [] });
  expect(await costOf(bench, call)).toEqual(allowed(method, 'a boundary entry is the head'));
});

test('create under an id that is taken, after the data key was renewed', async () => {
  const bench = await dialogue();
  await (await bench.operations()).rotateDataKey(id);
  expect(await costOf(bench, (store) => store.create(id, { title: 'Again' }))).toEqual(
    allowed('create', 'the id is taken'),
  );
});

test('an import: one load, one look for a log, one commit', async () => {
  const bench = await dialogue();
  const document = exportDocument((await (await bench.store()).load(id)).state);
  const cost = await costOf(bench, (store) => store.importDocument(nobody, document));
  expect(cost).toEqual(allowed('importDocument', 'at most 998 entities and 1.5 MiB'));
});
