import { isColloquyError, type Commit, type ErrorCode } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import { withoutDialogue } from '../../judge/Finding.ts';
import type { Fixture, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { settledOf } from '../../steps/HeldCall.ts';
import { expectAnswer, whenAnalytics } from '../analytics/support.ts';
import { largeCount } from '../support/size.ts';
import { whenRoomy } from '../support/applies.ts';
import { Moving } from './Moving.ts';
import { moveStates } from './states.ts';

/** What a call answers: a code, or what it answers without a residence. */
type Answer = ErrorCode | 'as ever';

/** What the calls answer in one state, by the table of MG-ANSWER-01. */
interface Row {
  readonly head: Answer;
  readonly read: Answer;
  readonly settle: Answer;
  /** A commit whose entry stands there, and another one at that n. */
  readonly sameN: Answer;
  readonly above: ErrorCode;
}

const moving = 'dialogue_moving';
const gone = 'dialogue_moved';
const asEver = 'as ever';

const table: Readonly<Record<string, Row>> = {
  importing: { head: moving, read: moving, settle: moving, sameN: moving, above: moving },
  aborted: { head: moving, read: moving, settle: moving, sameN: moving, above: moving },
  moved: { head: asEver, read: asEver, settle: asEver, sameN: asEver, above: gone },
  purging: { head: asEver, read: gone, settle: asEver, sameN: asEver, above: gone },
  purged: { head: asEver, read: gone, settle: asEver, sameN: asEver, above: gone },
  importingOver: { head: gone, read: gone, settle: gone, sameN: gone, above: gone },
  abortedOver: { head: gone, read: gone, settle: gone, sameN: gone, above: gone },
};

async function expectCode(
  t: StoreContext,
  call: () => Promise<unknown>,
  code: ErrorCode,
  message: string,
): Promise<void> {
  const error = await t.rejects(call, 'answered', message);
  t.check(isColloquyError(error, code), 'wrong-code', { message, expected: code, actual: error });
}

/** The call answers with what is expected where the table says so, and else with the code. */
async function expectCell(
  t: StoreContext,
  call: () => Promise<unknown>,
  cell: Answer,
  expected: unknown,
  message: string,
): Promise<void> {
  if (cell !== asEver) return expectCode(t, call, cell, message);
  const settled = await settledOf(call());
  if (settled.status === 'rejected') throw t.violation('refused', { message, expected, actual: settled.error });
  t.equal(settled.answer, expected, 'wrong-answer', message);
}

/** A commit at n of the head, or above, in its bytes and in others. */
async function expectCommits(
  t: StoreContext,
  { store, probe }: Fixture,
  one: Moving,
  row: Row,
  name: string,
): Promise<void> {
  const { id, writer } = one;
  const { model } = writer;
  const before = await probe.rows(id);
  const standing = t.present(model.entry(model.n), 'the-test-itself');
  const same: Commit = { ...standing, changes: [], checks: [] };
  const head = model.head();
  const outcome = async (commit: Commit): Promise<unknown> => withoutDialogue(await store.commit(id, commit));
  await expectCell(t, () => outcome(same), row.sameN, { outcome: 'committed' }, `${name}: the entry that stands there`);
  const other = { ...same, auth: Uint8Array.of(1) };
  const conflict = { outcome: 'conflict', head, entry: standing };
  await expectCell(t, () => outcome(other), row.sameN, conflict, `${name}: another entry at n`);
  const next = [
    writer.draft({ puts: [itemKey(0)] }),
    writer.draft({ puts: manyKeys(largeCount(t.capabilities)) }),
    writer.draft({ n: model.n + 3 }),
    writer.draft({ puts: [{ key: itemKey(0), prior: null }] }),
  ];
  for (const commit of next) {
    await expectCode(t, () => store.commit(id, commit), row.above, `${name}: a commit at ${commit.n}`);
  }
  t.equal(await probe.rows(id), before, 'written', name);
  await one.expectStands('written', name);
}

export const answerLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-ANSWER-01',
    title: 'head, get, load, last, log and settle, in every state of a move',
    run: async (t) => {
      for (const [at, state] of Object.entries(moveStates)) {
        await t.using(async (fixture) => {
          const one = new Moving(t, fixture.store);
          await state.reach(one);
          const { id, writer } = one;
          const row = t.present(table[at], 'the-test-itself');
          // A client of its own, that has seen nothing of it.
          const store = await fixture.second();
          const head = one.head;
          const before = await fixture.probe.rows(id);
          const keys = manyKeys(3);
          const records = writer.model.records();
          const named = (call: string): string => `${call}, ${state.name}`;
          await expectCell(t, async () => withoutDialogue(await store.head(id)), row.head, head, named('head'));
          const get = async (): Promise<unknown> => withoutDialogue(await store.get(id, keys));
          await expectCell(t, get, row.read, { head, records }, named('get'));
          const getNone = async (): Promise<unknown> => (await store.get(id, [])).head;
          await expectCell(t, getNone, row.read, head, named('get of nothing'));
          const load = async (): Promise<unknown> => withoutDialogue(await store.load(id));
          await expectCell(t, load, row.read, { head, records }, named('load'));
          await expectCell(t, async () => withoutDialogue(await store.settle(id)), row.settle, head, named('settle'));
          const there = before.records.map(({ key }) => key).at(-1);
          t.equal((await store.last(id, 'item#'))?.key, there, 'wrong-answer', named('last'));
          const { entries } = await store.log(id, 1, 100);
          t.equal(entries, before.log, 'wrong-answer', named('log'));
          t.equal(await fixture.probe.rows(id), before, 'written', state.name);
          await one.expectStands('written', state.name);
        });
      }
    },
  },
  {
    clause: 'MG-ANSWER-01',
    title: 'commits, small and large, at the n of the head and above it, in every state of a move',
    run: async (t) => {
      for (const [at, state] of Object.entries(moveStates)) {
        await t.using(async (fixture) => {
          const one = new Moving(t, fixture.store);
          await state.reach(one);
          await expectCommits(t, fixture, one, t.present(table[at], 'the-test-itself'), state.name);
        });
      }
    },
  },
  {
    clause: 'MG-ANSWER-01',
    title: 'a commit over a head, in every state of a move',
    applies: whenRoomy,
    run: async (t) => {
      for (const [at, state] of Object.entries(moveStates)) {
        await t.using(async (fixture) => {
          const one = new Moving(t, fixture.store);
          await state.reach(one);
          const { above } = t.present(table[at], 'the-test-itself');
          const repair = t.owed(fixture.store.repair, 'repair');
          const before = await fixture.probe.rows(one.id);
          const commit = one.writer.draft({ puts: [itemKey(0)] });
          const head = one.head === undefined ? null : { n: one.head.n, commitId: one.head.commitId };
          const over = { head, remove: [] };
          await expectCode(t, () => repair.commitOver(one.id, commit, over), above, `a repair, ${state.name}`);
          t.equal(await fixture.probe.rows(one.id), before, 'written', state.name);
          await one.expectStands('written', state.name);
        });
      }
    },
  },
  {
    clause: 'MG-ANSWER-01',
    title: 'whatever the text of the residence is, the answer is that of its status',
    run: async (t) => {
      const { store } = await t.open();
      const texts = ['x', '{}', 'null', '[1]', '"', '\\', "' OR 1=1 --", '%_', '\x7f', 'a'.repeat(512)];
      for (const [at, move] of texts.entries()) {
        const one = new Moving(t, store, `opaque-${at}`);
        const change = one.change({ status: 'importing', move });
        t.check((await one.port.change(one.id, change)).changed, 'not-changed', { message: move });
        one.residence = change.to;
        await one.expectStands('wrong-answer', move);
        await expectCode(t, () => store.head(one.id), moving, move);
        await expectCode(t, () => store.load(one.id), moving, move);
      }
    },
  },
  {
    clause: 'MG-ANSWER-01',
    title: 'questions across dialogues see a retired copy until it is purged, and nothing of it afterwards',
    applies: whenAnalytics,
    run: async (t) => {
      const { store } = await t.open();
      const port = t.owed(store.analytics, 'a store with analytics, because the kit declares it');
      const one = new Moving(t, store);
      const attributes = { status: 'open', createdAt: '2026-01-01T00:00:00.000Z' };
      const key = 'dialogue#meta' as never;
      await one.commit({ puts: [{ key, attributes }] });
      const open = async (): Promise<number> => (await port.statistics()).byStatus.open;
      await expectAnswer(t, open, 1, 'wrong-rows', 'active');
      await one.withEntry({ status: 'moved', move: 'one' });
      await expectAnswer(t, open, 1, 'wrong-rows', 'moved');
      const claimed = new Moving(t, store, 'claimed');
      await claimed.to('importing', 'one');
      await expectAnswer(t, open, 1, 'wrong-rows', 'beside a claim');
      await one.to('purging', 'one');
      await one.write({ entries: [], records: [], removeEntries: [], removeRecords: [key] });
      await one.to('purged', 'one');
      await expectAnswer(t, open, 0, 'wrong-rows', 'purged');
    },
  },
];
