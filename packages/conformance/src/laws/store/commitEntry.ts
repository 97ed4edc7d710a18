import { dialogueId, type Commit } from '@colloquy/core';
import { patternBytes } from '../../data/bytes.ts';
import { foreignDigest } from '../../data/draft.ts';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { expectAnswer } from '../support/commitAnswers.ts';
import { largeCount } from '../support/size.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('commit-entry');

/** The ways in which bytes can be nearly the same. */
function nearly(bytes: Uint8Array): readonly Uint8Array[] {
  const first = bytes.slice();
  first[0] = (first[0] ?? 0) ^ 1;
  const last = bytes.slice();
  last[last.length - 1] = (last.at(-1) ?? 0) ^ 0x80;
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  return [first, last, longer, bytes.slice(0, -1), new Uint8Array(0)];
}

function lookalikes(commit: Commit): readonly Commit[] {
  return [
    ...nearly(commit.header).map((header) => ({ ...commit, header })),
    ...nearly(commit.body).map((body) => ({ ...commit, body })),
    ...nearly(commit.auth).map((auth) => ({ ...commit, auth })),
    { ...commit, commitId: commit.commitId.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) },
  ];
}

export const commitEntryLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-COMMIT-03',
    title: 'another entry at the head and at every n before it: the head and the entry that stands there',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      for (let n = 1; n <= 3; n++) await writer.commit({ puts: [itemKey(0)], body: patternBytes(100 * n, n) });
      for (const puts of [[], [itemKey(0)], manyKeys(largeCount(t.capabilities))]) {
        for (let n = 1; n <= 3; n++) {
          const commit = writer.draft({ n, variant: 1, puts });
          const reasons = { outcome: 'not-a-conflict', details: 'wrong-conflict' };
          await expectAnswer(t, store, writer.model, commit, reasons, `${puts.length} changes at ${n}`);
        }
      }
    },
  },
  {
    clause: 'PS-COMMIT-04',
    title: 'a number that is not the next: the head as it is, and no entry',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const reasons = { outcome: 'gap-allowed', details: 'wrong-conflict' };
      for (let n = 0; n <= 2; n++) {
        for (const ahead of [2, 3, 10]) {
          for (const puts of [[], [itemKey(7)], manyKeys(largeCount(t.capabilities))]) {
            const commit = writer.draft({ n: n + ahead, puts });
            await expectAnswer(t, store, writer.model, commit, reasons, `${puts.length} changes at ${n + ahead}`);
          }
        }
        await writer.commit({ puts: [itemKey(0)] });
      }
    },
  },
  {
    clause: 'PS-COMMIT-04',
    title: 'a head beyond an entry that somebody removed: the head, and no entry',
    run: async (t) => {
      const { store, probe } = await t.open();
      const writer = new Writer(t, store, id);
      for (let n = 1; n <= 3; n++) await writer.commit({ puts: [itemKey(0)] });
      await probe.removeEntry(id, 2);
      const answer = await store.commit(id, writer.draft({ n: 2, variant: 1, puts: [itemKey(7)] }));
      t.equal(answer.outcome, 'conflict', 'gap-filled');
      t.equal(answer, { outcome: 'conflict', head: writer.model.head(), dialogueId: id }, 'wrong-conflict');
    },
  },
  {
    clause: 'PS-COMMIT-05',
    title: 'again at once, and again when the head is further: committed, and no row is touched',
    run: async (t) => {
      const fixture = await t.open();
      const { probe } = fixture;
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      const sent: Commit[] = [];
      for (const puts of [
        [itemKey(0)],
        manyKeys(largeCount(t.capabilities)),
        [itemKey(0)],
        [],
        [itemKey(0), itemKey(1)],
      ]) {
        sent.push(await writer.commit({ puts, checks: [itemKey(2000)] }));
        const before = await probe.rows(id);
        for (const commit of sent) {
          for (const store of [fixture.store, other]) {
            t.equal((await store.commit(id, commit)).outcome, 'committed', 'not-committed', `entry ${commit.n} again`);
          }
        }
        await expectState(t, fixture.store, writer.model, 'written-again');
        t.equal(await probe.rows(id), before, 'written-again', 'rows');
      }
    },
  },
  {
    clause: 'PS-COMMIT-05',
    title: 'the same entry with other conditions or other changes: committed, and nothing is written',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const commit = await writer.commit({ puts: [itemKey(0)] });
      const others = [
        { ...commit, changes: [] },
        { ...commit, checks: [{ key: itemKey(5), digest: foreignDigest() }] },
        { ...commit, changes: writer.draft({ puts: [itemKey(0), itemKey(1)] }).changes },
      ];
      for (const again of others) {
        t.equal((await store.commit(id, again)).outcome, 'committed', 'not-committed');
        await expectState(t, store, writer.model, 'written-again');
      }
    },
  },
  {
    clause: 'PS-COMMIT-06',
    title: 'one byte more, less or other in header, body or auth, under the same commit id',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const first = await writer.commit({
        puts: [itemKey(0)],
        header: patternBytes(500, 1),
        body: patternBytes(3000, 2),
      });
      const reasons = { outcome: 'taken-for-the-same', details: 'wrong-conflict' };
      const expectOthers = async (when: string): Promise<void> => {
        for (const commit of lookalikes(first)) await expectAnswer(t, store, writer.model, commit, reasons, when);
      };
      await expectOthers('at the head');
      await writer.commit({ puts: [itemKey(0)] });
      await expectOthers('behind the head');
      await expectState(t, store, writer.model, 'taken-for-the-same');
    },
  },
];
