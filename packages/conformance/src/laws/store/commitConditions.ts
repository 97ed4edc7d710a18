import { dialogueId, type CommitOutcome } from '@colloquy/core';
import { foreignDigest, type Draft } from '../../data/draft.ts';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { expectAnswer } from '../support/commitAnswers.ts';
import { largeCount } from '../support/size.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('conditions');

/** Items 0 to 3 exist, each in its second version. `old` are the digests of the first. */
async function prepared(t: StoreContext): Promise<{ writer: Writer; old: readonly string[]; send: Send }> {
  const { store } = await t.open();
  const writer = new Writer(t, store, id);
  const first = await writer.commit({ puts: manyKeys(4) });
  await writer.commit({ puts: manyKeys(4) });
  const send: Send = async (draft, reasons, message) => {
    const answer = await expectAnswer(t, store, writer.model, writer.draft(draft), reasons, message);
    await expectState(t, store, writer.model, reasons.details, message);
    return answer;
  };
  return { writer, old: first.changes.map((change) => change.digest), send };
}

type Send = (draft: Draft, reasons: { outcome: string; details: string }, message: string) => Promise<CommitOutcome>;

/** Changes that make a commit large, away from the keys under test. */
function padding(t: StoreContext): readonly (readonly [string, ReturnType<typeof manyKeys>])[] {
  return [
    ['small', []],
    ['large', manyKeys(largeCount(t.capabilities), 100)],
  ];
}

export const commitConditionLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-COMMIT-07',
    title: 'prior of another record, of an older version, of nothing, and none where there is one',
    run: async (t) => {
      const { old, send } = await prepared(t);
      const reasons = { outcome: 'prior-ignored', details: 'wrong-keys' };
      for (const [size, more] of padding(t)) {
        await send(
          { puts: [{ key: itemKey(0), prior: foreignDigest() }, ...more] },
          reasons,
          `${size}: foreign digest`,
        );
        await send({ puts: [{ key: itemKey(0), prior: old[0] ?? null }, ...more] }, reasons, `${size}: older version`);
        await send({ puts: [{ key: itemKey(0), prior: null }, ...more] }, reasons, `${size}: null, but there is one`);
        await send({ puts: [{ key: itemKey(9), prior: foreignDigest() }, ...more] }, reasons, `${size}: of nothing`);
        const several = [0, 2].map((at) => ({ key: itemKey(at), prior: old[at] ?? null }));
        const puts = [...several, itemKey(1), { key: itemKey(3), prior: null }, ...more];
        await send({ puts }, reasons, `${size}: several of them`);
      }
    },
  },
  {
    clause: 'PS-COMMIT-07',
    title: 'prior that holds: a digest, absence, both',
    run: async (t) => {
      const { send } = await prepared(t);
      const reasons = { outcome: 'prior-refused', details: 'wrong-keys' };
      for (const [size, more] of padding(t)) {
        await send({ puts: [itemKey(0), ...more] }, reasons, `${size}: a digest`);
        await send({ puts: [itemKey(size === 'small' ? 10 : 11), ...more] }, reasons, `${size}: absence`);
        await send({ puts: [itemKey(1), itemKey(size === 'small' ? 12 : 13), ...more] }, reasons, `${size}: both`);
      }
    },
  },
  {
    clause: 'PS-COMMIT-08',
    title: 'checks that fail: another digest, an older one, absence asked and absence found',
    run: async (t) => {
      const { old, send } = await prepared(t);
      const reasons = { outcome: 'check-ignored', details: 'wrong-keys' };
      for (const [size, more] of padding(t)) {
        const puts = [itemKey(3), ...more];
        await send(
          { puts, checks: [{ key: itemKey(0), digest: foreignDigest() }] },
          reasons,
          `${size}: foreign digest`,
        );
        await send({ puts, checks: [{ key: itemKey(0), digest: old[0] ?? null }] }, reasons, `${size}: older version`);
        await send(
          { puts, checks: [{ key: itemKey(0), digest: null }] },
          reasons,
          `${size}: absence, but there is one`,
        );
        await send({ puts, checks: [{ key: itemKey(9), digest: foreignDigest() }] }, reasons, `${size}: of nothing`);
        const checks = [{ key: itemKey(0), digest: null }, itemKey(1), { key: itemKey(9), digest: foreignDigest() }];
        const wrongPrior = { key: itemKey(2), prior: null };
        await send({ puts: [wrongPrior, ...puts], checks }, reasons, `${size}: several, and a prior between`);
      }
    },
  },
  {
    clause: 'PS-COMMIT-08',
    title: 'checks that hold, of records and of absence, write nothing',
    run: async (t) => {
      const { send } = await prepared(t);
      const reasons = { outcome: 'check-refused', details: 'check-written' };
      for (const [size, more] of padding(t)) {
        const checks = [itemKey(0), itemKey(1), itemKey(9), itemKey(10)];
        await send({ puts: [itemKey(3), ...more], checks }, reasons, size);
        await send({ checks }, reasons, `${size}: checks alone`);
      }
    },
  },
  {
    clause: 'PS-COMMIT-09',
    title: 'stale or with a gap, and with conditions that fail: a conflict',
    run: async (t) => {
      const { writer, send } = await prepared(t);
      const reasons = { outcome: 'not-a-conflict', details: 'wrong-conflict' };
      for (const [size, more] of padding(t)) {
        const failing = {
          variant: 1,
          puts: [{ key: itemKey(0), prior: null }, ...more],
          checks: [{ key: itemKey(1), digest: foreignDigest() }],
        };
        for (const n of [1, 2, 4, 9]) {
          const answer = await send({ ...failing, n }, reasons, `${size}: at ${n}`);
          t.equal(answer.outcome, 'conflict', 'not-a-conflict', `${size}: at ${n}, head ${writer.model.n}`);
        }
      }
    },
  },
];
